import { createServer } from "node:http";
import { once } from "node:events";
import { expect, test } from "./support/fixtures.ts";
import { expectRow, openLink, details } from "./support/table.ts";

test("every reply carries a policy without anything inline, and forbids sniffing, embedding and referrers", async ({
  request,
  sandbar,
}) => {
  for (const path of [
    "/",
    "/console.json",
    "/api/local/v2/sandboxes",
    "/api/local/nothing",
    "/favicon.svg",
  ]) {
    const { "content-security-policy": policy, ...headers } = (
      await request.get(`${sandbar.url}${path}`)
    ).headers();
    expect(policy, path).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy, path).toContain("worker-src 'self';");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toMatch(/unsafe|\*|https?:/);
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
  }
});

test("the page holds no inline script, style or handler", async ({ request, sandbar }) => {
  const html = await (await request.get(sandbar.url)).text();
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
});

test("a page of another origin on this machine can neither read nor change anything", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create();
  const stranger = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>stranger</title>");
  });
  stranger.listen(0, "127.0.0.1");
  await once(stranger, "listening");
  const address = stranger.address();
  if (address === null || typeof address === "string") throw new Error("the stranger has no port");
  try {
    const elsewhere = await page.context().newPage();
    await elsewhere.goto(`http://127.0.0.1:${address.port}/`);
    const outcomes = await elsewhere.evaluate(
      async ({ api, victim }) => {
        const attempts: readonly (readonly [string, RequestInit])[] = [
          ["/v2/sandboxes", {}],
          ["/v2/sandboxes", { mode: "no-cors" }],
          [`/sandboxes/${victim}`, { method: "DELETE" }],
          [`/sandboxes/${victim}`, { method: "DELETE", headers: { "x-sandbar-console": "1" } }],
          [`/sandboxes/${victim}/pause`, { method: "POST", mode: "no-cors" }],
          ["/sandboxes", { method: "POST", mode: "no-cors", body: '{"templateID":"base"}' }],
        ];
        const results: string[] = [];
        for (const [path, init] of attempts)
          results.push(
            await fetch(`${api}${path}`, { credentials: "include", ...init }).then(
              (response) => `${response.type} ${response.status}`,
              () => "refused",
            ),
          );
        return results;
      },
      { api: `${sandbar.url}/api/local`, victim: id },
    );
    // An opaque reply says nothing and holds nothing; here even that is blocked, by its resource policy.
    for (const outcome of outcomes) expect(["refused", "opaque 0"]).toContain(outcome);
    await elsewhere.close();
    expect(await engine.list()).toMatchObject([{ sandboxID: id, state: "running" }]);
  } finally {
    stranger.close();
  }
});

test("requests that change something are refused without proof that the console's own page sent them", async ({
  request,
  sandbar,
  engine,
}) => {
  const id = await engine.create();
  const url = `${sandbar.url}/api/local/sandboxes/${id}`;
  const { origin } = new URL(url);
  const own = { "sec-fetch-site": "same-origin", origin, "x-sandbar-console": "1" };
  const refused = [
    {},
    { "x-sandbar-console": "1" },
    { "sec-fetch-site": "same-origin", origin },
    { ...own, "sec-fetch-site": "cross-site" },
    { ...own, "sec-fetch-site": "same-site" },
    { "x-sandbar-console": "1", origin: "http://evil.invalid" },
  ];
  for (const headers of refused) {
    const reply = await request.delete(url, { headers });
    expect(reply.status(), JSON.stringify(headers)).toBe(403);
    expect(await reply.json()).toMatchObject({ code: 403, error_code: "sandbar_refused" });
  }
  expect(await engine.get(id)).toMatchObject({ state: "running" });
  expect((await request.delete(url, { headers: own })).status()).toBe(204);
  expect(await engine.get(id)).toBeUndefined();
});

test("neither the key nor an in-sandbox token is in anything the browser gets", async ({
  page,
  sandbar,
  engine,
}) => {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    bodies.push(
      response.text().then(
        (text) => `${response.url()} ${JSON.stringify(response.headers())} ${text}`,
        () => "",
      ),
    );
  });
  const id = await engine.create({ metadata: { team: "core" } });
  const key = sandbar.engineKey;
  const direct = await fetch(`${sandbar.engineUrl}/sandboxes/${id}`, { headers: { "x-api-key": key } });
  const { envdAccessToken }: { envdAccessToken?: unknown } = await direct.json();
  expect(envdAccessToken, "the engine gives a program its token").toEqual(expect.any(String));

  await page.goto(sandbar.url);
  await expectRow(page, { id, metadata: "team=core" });
  await openLink(page, id).click();
  await expect(details(page)).toContainText(id);
  await page.getByRole("button", { name: "Create sandbox", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Create sandbox" });
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog).toBeHidden();
  const seen = (await Promise.all(bodies)).join("\n");
  expect(seen).toContain("/console.json");
  expect(seen).toContain(id);
  expect(seen).not.toContain(key);
  expect(seen).not.toMatch(/AccessToken"/);
  expect(seen).not.toContain(String(envdAccessToken));
  expect(sandbar.output()).not.toContain(key);
});
