import { expect, test } from "vitest";
import { isSecret, MASK, shownValue } from "./secret.ts";

// Made up, and put together here so that no scanner takes them for leaked ones.
const made = (...parts: readonly string[]) => parts.join("");

test.each([
  ["api_key", "x"],
  ["apikey", "x"],
  ["API-KEY", "x"],
  ["OPENAI_API_KEY", "x"],
  ["token", "x"],
  ["accessToken", "x"],
  ["client.secret", "x"],
  ["password", "x"],
  ["PASSWD", "x"],
  ["aws_credentials", "x"],
  ["ssh-private-key", "x"],
  ["note", "sk-abc"],
  ["note", "sk_live_abc"],
  ["note", "ghp_abc"],
  ["note", "github_pat_abc"],
  ["note", "xoxb-abc"],
  ["note", "AKIAIOSFODNN7"],
  ["note", "eyJhbGciOiJIUzI1NiJ9.e30.x"],
  ["note", "-----BEGIN OPENSSH PRIVATE KEY-----"],
  ["note", "nvta_abc"],
  ["note", "e2b_abc"],
  ["note", "glpat-abc"],
  ["note", made("wJalrXUtnFEMI/K7MDENG", "bPxRfiCYzzQ9kVt2Lm")],
  ["note", made("Zm9vYmFyQmF6UXV4MTIz", "NDU2Nzg5MEFiY0RlRg==")],
  ["", made("wJalrXUtnFEMIK7MDENGb", "PxRfiCYzzQ9kVt2Lm")],
  ["db", "postgres://app:hunter2@db.example:5432/app"],
  ["redis", "redis://:hunter2@cache:6379"],
  ["header", "Bearer abc123"],
  // In doubt, for the safe side: it is one click to reveal.
  ["branch", "feature/Sandbox-Console-2-Filter-Builder"],
])("%s=%s is masked", (key, value) => {
  expect(isSecret(key, value)).toBe(true);
  expect(shownValue(key, value)).toBe(MASK);
});

test.each([
  ["api_key", ""],
  ["env", "prod"],
  ["monkey", "banana"],
  ["id", "3f2b8c1e-9d47-4a6b-8f10-2c5e7a9b0d13"],
  ["id", "3F2B8C1E-9D47-4A6B-8F10-2C5E7A9B0D13"],
  ["digest", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
  ["image", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
  ["commit", "5001eadb7c0f4e3d2a1b9c8d7e6f5a4b3c2d1e0f"],
  ["repo", "https://git.example.com/Team-One/Console2/tree/main?Tab=Readme"],
  ["callback", "https://user@example.com/Path/1"],
  ["proxy", "http://localhost:8080/a@b"],
  ["note", "The quick brown Fox jumps over 13 lazy dogs"],
  ["name", "A-very-long-but-readable-Name-of-a-Run-no-1"],
  ["session", "sess_01ARZ3NDEKTSV4RRFFQ69G5FAV"],
  ["session", "sess_9fK2mQ8xLw7Zr4Tb1Vn6Yc3H"],
  ["at", "2026-11-23T07:00:08.065123Z"],
  ["n", "12345678901234567890123456789012345678"],
  ["task", "task-e2b_x"],
  ["plan", "Bearer"],
  ["e-mail", "someone@example.com"],
  ["emoji", "😀".repeat(40)],
])("%s=%s stays visible", (key, value) => {
  expect(isSecret(key, value)).toBe(false);
  expect(shownValue(key, value)).toBe(value);
});

test("the mask does not tell how long a value is", () => {
  expect(shownValue("token", "x")).toBe(shownValue("token", "x".repeat(1000)));
});

test.each([
  ["aB3".repeat(3_500_000), false],
  ["a".repeat(10_000_000), false],
  [`https://${"a:".repeat(5_000_000)}`, false],
  [`sk-${"a".repeat(10_000_000)}`, true],
])("a value of 10 MB is judged like a short one", (value, expected) => {
  expect(isSecret("blob", value)).toBe(expected);
});
