import { expect, test } from "vitest";
import { createPursuit, createSlices } from "./slices.ts";
import type { Steps } from "./steps.ts";

/** Slices on a clock by which a step takes longer than a slice, unless told otherwise. */
function slices({ stepMs = 20 } = {}) {
  const told: string[] = [];
  let now = 0;
  let tasks: (() => void)[] = [];
  const soon = (task: () => void) => {
    tasks.push(task);
    return () => {
      tasks = tasks.filter((other) => other !== task);
    };
  };
  const clock = { elapsed: () => (now += stepMs), soon, after: () => () => undefined };
  function* work(name: string, steps: number): Steps<void> {
    for (let step = 1; step <= steps; step += 1) {
      told.push(`${name} ${step}`);
      yield;
    }
  }
  const finish = () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      told.push("task");
      task();
    }
  };
  return { told, work, finish, ...createSlices(clock) };
}

test("small work is done at once", () => {
  const { told, work, begin, isBusy } = slices({ stepMs: 0 });
  begin(work("a", 2), () => told.push("done"));
  expect(told).toEqual(["a 1", "a 2", "done"]);
  expect(isBusy()).toBe(false);
});

test("what takes longer goes on in tasks of its own, the last of which only tells", () => {
  const { told, work, begin, finish, isBusy } = slices();
  begin(work("a", 2), () => told.push(isBusy() ? "busy" : "done"));
  expect(told).toEqual(["a 1"]);
  expect(isBusy()).toBe(true);
  finish();
  expect(told).toEqual(["a 1", "task", "a 2", "task", "task", "done"]);
});

test("work that fails on its way is not under way any more", () => {
  const { told, begin, finish, isBusy, work } = slices();
  begin(failing(), () => told.push("done"));
  expect(isBusy()).toBe(true);
  expect(finish).toThrow("cannot");
  expect(isBusy()).toBe(false);
  begin(work("a", 1), () => told.push("done"));
  finish();
  expect(told).toEqual(["task", "a 1", "task", "task", "done"]);
});

function* failing(): Steps<void> {
  yield;
  throw new Error("cannot");
}

test("work that is begun takes the place of what is under way", () => {
  const { told, work, begin, finish } = slices();
  begin(work("a", 9), () => told.push("a done"));
  begin(work("b", 1), () => told.push("b done"));
  finish();
  expect(told.filter((line) => line !== "task")).toEqual(["a 1", "b 1", "b done"]);
});

test("what is stopped goes no further", () => {
  const { told, work, begin, stop, finish, isBusy } = slices();
  begin(work("a", 3), () => told.push("done"));
  stop();
  finish();
  expect(told).toEqual(["a 1"]);
  expect(isBusy()).toBe(false);
});

test("what comes of the work is told", () => {
  const { begin, finish } = slices();
  const results: number[] = [];
  function* three(): Steps<number> {
    yield;
    return 3;
  }
  begin(three(), (result) => results.push(result));
  finish();
  expect(results).toEqual([3]);
});

test("work that is given faster than it is done comes to an end all the same, and the latest after it", () => {
  const { told, finish, ...made } = slices();
  const pursue = createPursuit<string>(made, (result) => told.push(result));
  const named = (name: string) =>
    function* (): Steps<string> {
      yield;
      yield;
      return name;
    };
  pursue(named("first"));
  pursue(named("second"));
  pursue(named("third"));
  finish();
  expect(told.filter((line) => line !== "task")).toEqual(["first", "third"]);
  pursue(named("fourth"));
  made.stop();
  pursue(named("fifth"));
  finish();
  expect(told.filter((line) => line !== "task")).toEqual(["first", "third", "fifth"]);
});
