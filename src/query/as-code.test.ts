import fc from "fast-check";
import { expect, test } from "vitest";
import { asCode } from "./as-code.ts";
import { metadataIs } from "./ast.ts";
import { noCapabilities, type Capabilities } from "./capabilities.ts";
import { codeLanguages, type CodeTarget } from "./code-text.ts";
import { parse } from "./parse.ts";
import { plan, type Plan } from "./plan.ts";
import { fuzz, query } from "./testing/arbitrary.ts";

const novita: CodeTarget = {
  kind: "novita",
  url: "https://api.example.test",
  sdk: { urlVariable: "NOVITA_API_URL", keyVariable: "NOVITA_API_KEY", keyExpression: '"$NOVITA_API_KEY"' },
};
const e2b: CodeTarget = {
  kind: "e2b",
  url: "https://api.example.test",
  sdk: { urlVariable: "E2B_API_URL", keyVariable: "E2B_API_KEY", keyExpression: '"$E2B_API_KEY"' },
};
const everything: Capabilities = { template: true, startedAfter: true, order: true };
const now = Date.parse("2026-11-23T12:00:30Z");
const planned = (text: string, capabilities = everything, oldestFirst = false): Plan =>
  plan(parse(text).query, { capabilities, now, oldestFirst });

test("JavaScript for one list", () => {
  expect(asCode(planned("env=prod state:running team!=core"), "js", novita)).toBe(
    `import { Sandbox } from "novita-sandbox";

// The server filters by: env=prod state:running
// NOT filtered by here, so this may list more than the console shows:
//   team!=core (The server can only match a key's exact value)
const connection = {
  apiKey: process.env.NOVITA_API_KEY,
  apiUrl: "https://api.example.test",
};

const pages = Sandbox.list({
  ...connection,
  query: {
    metadata: {
      "env": "prod",
    },
    state: ["running"],
  },
});
while (pages.hasNext) {
  for (const sandbox of await pages.nextItems()) {
    console.log(sandbox.sandboxId);
  }
}
`,
  );
});

test("JavaScript for several lists, with all that E2B's package can ask for", () => {
  expect(asCode(planned("env=(prod, dev) template:base age:<2h", everything, true), "js", e2b)).toBe(
    `import { Sandbox } from "e2b";

// The server filters by: env=(prod, dev) template:base age:<2h
// Start times are sent as moments, ages to the minute: a little more may be listed.
const connection = {
  apiKey: process.env.E2B_API_KEY,
  apiUrl: "https://api.example.test",
};

const lists = [
  {
    query: {
      metadata: {
        "env": "prod",
      },
      template: "base",
      startedAfter: new Date("2026-11-23T10:00:00.000000Z"),
    },
    order: "asc",
  },
  {
    query: {
      metadata: {
        "env": "dev",
      },
      template: "base",
      startedAfter: new Date("2026-11-23T10:00:00.000000Z"),
    },
    order: "asc",
  },
];
const found = new Map();
for (const list of lists) {
  const pages = Sandbox.list({ ...connection, ...list });
  while (pages.hasNext) {
    for (const sandbox of await pages.nextItems()) {
      found.set(sandbox.sandboxId, sandbox);
    }
  }
}
const sorted = [...found.values()].sort((a, b) => a.startedAt - b.startedAt);
for (const { sandboxId } of sorted) console.log(sandboxId);
`,
  );
});

test("Python, where the package lacks parameters", () => {
  expect(asCode(planned("env=prod template:base started:>2026-11-01 state:paused"), "python", novita)).toBe(
    `import os
from datetime import datetime

from novita_sandbox.core import Sandbox, SandboxQuery, SandboxState

# The server filters by: env=prod state:paused
# This SDK has no parameter for it, so the program filters by: template:base started:>2026-11-01
# Start times are sent as moments, ages to the minute: a little more may be listed.
connection = {
    "api_key": os.environ["NOVITA_API_KEY"],
    "api_url": "https://api.example.test",
}

pages = Sandbox.list(
    query=SandboxQuery(
        metadata={
            "env": "prod",
        },
        state=[SandboxState.PAUSED],
    ),
    **connection,
)
while pages.has_next:
    for sandbox in pages.next_items():
        if "base" in (sandbox.template_id, sandbox.name) and sandbox.started_at >= datetime.fromisoformat("2026-11-01T00:00:00.000000+00:00"):
            print(sandbox.sandbox_id)
`,
  );
});

test("curl, with the metadata encoded three times", () => {
  const local: CodeTarget = {
    ...novita,
    kind: "local",
    sdk: { ...novita.sdk, keyExpression: '"$(cat .sandbar/engine.key)"' },
  };
  expect(asCode(planned(`k="a&b=c it's!" template:base`), "curl", local)).toBe(
    `# The server filters by: k="a&b=c it's\\u0021" template:base
# Prints pages, each a JSON array. As one array:
#   list_sandboxes | jq -s 'add'
export NOVITA_API_KEY="$(cat .sandbar/engine.key)"
list_sandboxes() {
  headers=$(mktemp)
  for search in \\
    'limit=100&metadata=k%3Da%252526b%25253Dc%252520it%27s%21&template=base'
  do
    cursor=
    while :; do
      curl --fail-with-body --silent --show-error --globoff --get 'https://api.example.test/v2/sandboxes?'"$search" \\
        \${cursor:+--data-urlencode} \${cursor:+"nextToken=$cursor"} \\
        -H "X-API-Key: $NOVITA_API_KEY" --dump-header "$headers" || { rm -f "$headers"; return 1; }
      echo
      cursor=$(tr -d '\\r' < "$headers" | awk 'tolower($1) == "x-next-token:" { print $2 }')
      [ -n "$cursor" ] || break
    done
  done
  rm -f "$headers"
}
list_sandboxes
`,
  );
});

test("curl says how its pages become one list: of several lists each sandbox once, in their order", () => {
  const several = (oldestFirst: boolean) =>
    asCode(planned("env=(prod, dev)", everything, oldestFirst), "curl", e2b);
  const once = "jq -s 'add | unique_by(.sandboxID) | sort_by(.startedAt)";
  expect(several(false)).toContain(`#   list_sandboxes | ${once} | reverse'`);
  expect(several(true)).toContain(`#   list_sandboxes | ${once}'`);
});

test("what the upstream is not known to do is asked by nobody", () => {
  const made = planned("template:base age:<2h env=prod", noCapabilities, true);
  for (const language of codeLanguages) {
    const code = asCode(made, language, e2b);
    expect(code).toMatch(/NOT filtered by here[\s\S]*template:base[\s\S]*age:<2h/);
    expect(code.replaceAll(/^\s*(?:#|\/\/).*$/gm, "")).not.toMatch(/template|started|order/i);
  }
});

test("what cannot match asks nothing", () => {
  for (const language of codeLanguages) {
    const code = asCode(planned("a=1 a=2"), language, novita);
    expect(code).toContain("cannot be both 1 and 2");
    expect(code.replaceAll(/^\s*(?:#|\/\/).*$/gm, "").trim()).toBe("");
  }
});

test("hidden values stand as variables, also in comments", () => {
  const made = planned("token=hunter2 api_key=(hunter3, hunter2) env=prod password!=hunter4");
  for (const language of codeLanguages) {
    const code = asCode(made, language, e2b);
    expect(code).not.toContain("hunter");
    expect(code).toContain("HIDDEN_VALUE_1 is a hidden value of");
    expect(code).toContain("HIDDEN_VALUE_3");
    expect(code).toContain("password!=••••••");
  }
});

test("nothing in a query can end a comment or a string", () => {
  const hostile = "a\nb\r\u2028c\u2029d\u0085*/ ' \" ` $(x) \\ !x %27\u202e";
  const conditions = [metadataIs(hostile, hostile), metadataIs("in the browser", `\ud83d${hostile}`)];
  const made = plan({ conditions }, { now, capabilities: everything });
  for (const language of codeLanguages) {
    const code = asCode(made, language, novita);
    expect(code).not.toMatch(/[\r\u2028\u2029\u0085\u202e]/);
    expect(code).not.toMatch(/^b/m);
  }
});

test("any query is code in every language, without what is masked", () => {
  fc.assert(
    fc.property(
      query,
      fc.constantFrom(noCapabilities, everything),
      fc.boolean(),
      (asked, capabilities, oldestFirst) => {
        const made = plan(asked, { capabilities, now, oldestFirst });
        for (const language of codeLanguages)
          for (const target of [novita, e2b]) {
            const code = asCode(made, language, target);
            expect(code.endsWith("\n")).toBe(true);
            expect(code).not.toMatch(/\p{Cs}|(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
          }
      },
    ),
    fuzz(),
  );
});
