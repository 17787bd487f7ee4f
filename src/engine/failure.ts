/** Why the engine cannot do what its owner asked of it, in words for a person. */
export interface EngineFailure {
  readonly code:
    | "port-taken"
    | "address-refused"
    /** Another engine holds the data folder. */
    | "held"
    | "unwritable"
    | "corrupt"
    | "newer"
    | "foreign"
    | "key-unusable"
    /** Demo data was asked for, but there are sandboxes already. */
    | "not-empty";
  /** What happened, to what. */
  readonly message: string;
  /** The way out. */
  readonly remedy: string;
}
