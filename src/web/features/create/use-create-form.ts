import { useMemo, useState } from "react";
import type { NewSandbox } from "#contract/sandbox.ts";
import { longDuration } from "#web/lib/duration.ts";
import { createBody } from "./create-body.ts";
import { noRows, type PairRows } from "./metadata-rows.ts";
import {
  checkRows,
  checkTemplate,
  checkTimeout,
  type CheckedTimeout,
  type PairIssue,
  type PairKind,
  type TemplateIssue,
} from "./validate.ts";

/** What stands in the form's fields. */
export interface CreateForm {
  readonly template: string;
  readonly timeout: string;
  readonly onTimeout: "kill" | "pause";
  readonly autoResume: boolean;
  readonly internet: boolean;
  readonly metadata: PairRows;
  readonly environment: PairRows;
}

/** What the SDKs choose when a program does not (contract 5.1). */
const initialForm: CreateForm = {
  template: "base",
  timeout: longDuration(300),
  onTimeout: "kill",
  autoResume: false,
  internet: true,
  metadata: noRows,
  environment: noRows,
};

export interface CreateFormState {
  readonly form: CreateForm;
  /** Something was typed or chosen that closing would lose. */
  readonly isChanged: boolean;
  readonly change: (part: Partial<CreateForm>) => void;
  readonly changeRows: (kind: PairKind, change: (rows: PairRows) => PairRows) => void;
  readonly templateIssue: TemplateIssue | undefined;
  readonly timeout: CheckedTimeout;
  readonly rowIssues: Readonly<Record<PairKind, ReadonlyMap<number, readonly PairIssue[]>>>;
  /** What would be sent; absent while the form has errors. */
  readonly body: NewSandbox | undefined;
}

/** The form's fields, what is wrong with them, and the request they make. */
export function useCreateForm(maxTimeoutSeconds: number | undefined): CreateFormState {
  const [form, setForm] = useState(initialForm);
  const { metadata, environment } = form;
  const rowIssues = {
    metadata: useMemo(() => checkRows(metadata, "metadata"), [metadata]),
    environment: useMemo(() => checkRows(environment, "environment"), [environment]),
  };
  const templateIssue = checkTemplate(form.template);
  const timeout = checkTimeout(form.timeout, maxTimeoutSeconds);
  const isSound =
    templateIssue === undefined &&
    [...rowIssues.metadata.values(), ...rowIssues.environment.values()]
      .flat()
      .every(({ severity }) => severity !== "error");
  return {
    form,
    isChanged: form !== initialForm && !sameForm(form, initialForm),
    change: (part) => setForm((before) => ({ ...before, ...part })),
    changeRows: (kind, change) => setForm((before) => ({ ...before, [kind]: change(before[kind]) })),
    templateIssue,
    timeout,
    rowIssues,
    body: isSound && timeout.ok ? createBody({ ...form, timeoutSeconds: timeout.value }) : undefined,
  };
}

const sameRows = (a: PairRows, b: PairRows): boolean =>
  a.rows.length === b.rows.length &&
  a.rows.every((row, index) => row.key === b.rows[index]?.key && row.value === b.rows[index]?.value);

const sameForm = (a: CreateForm, b: CreateForm): boolean =>
  a.template === b.template &&
  a.timeout === b.timeout &&
  a.onTimeout === b.onTimeout &&
  a.autoResume === b.autoResume &&
  a.internet === b.internet &&
  sameRows(a.metadata, b.metadata) &&
  sameRows(a.environment, b.environment);
