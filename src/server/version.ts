import { version as packageVersion } from "../../package.json" with { type: "json" };

/** Sandbar's own version. */
export const version: string = packageVersion;
