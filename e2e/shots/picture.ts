import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { smallPng } from "./small-png.ts";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
/** What a clone should not have to carry more than, in bytes. */
const COMMITTED_MOST = 150_000;

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
] as const;
const themes = ["light", "dark"] as const;

/**
 * Takes the pictures of one scene: each size in both themes, into test-results/shots.
 * @param arrange brings the page to what is to be seen, from its start
 */
export async function takeAll(page: Page, scene: string, arrange: () => Promise<void>): Promise<void> {
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await arrange();
      await page.mouse.move(0, 0);
      await page.screenshot({
        path: resolve(root, `test-results/shots/${scene}-${viewport.width}-${colorScheme}.png`),
      });
    }
  }
}

/** Takes one picture for the README, into docs/images. Fails when it is heavier than a clone should carry. */
export async function takeForReadme(page: Page, name: string): Promise<void> {
  const path = resolve(root, `docs/images/${name}.png`);
  await page.mouse.move(0, 0);
  const picture = smallPng(await page.screenshot());
  expect(picture.length, `${name}.png in bytes`).toBeLessThanOrEqual(COMMITTED_MOST);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, picture);
}
