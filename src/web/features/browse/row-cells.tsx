import { refusal } from "#contract/states.ts";
import { fieldSubject } from "#query/subject.ts";
import { IconButton } from "#web/design/button.tsx";
import { Chip } from "#web/design/chip.tsx";
import { classNames } from "#web/design/class-names.ts";
import { CopyButton } from "#web/design/copy-button.tsx";
import { templateName } from "#web/fleet/row.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { CutId } from "./cut-id.tsx";
import { FailureNote } from "./failure-note.tsx";
import { tabIndexOf, type RowView } from "./row-view.ts";

export function SelectCell({ row, isSelected, isActive, actions }: RowView) {
  return (
    <label className="grid h-full min-h-6 place-items-center select-none">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        aria-label={strings.select(row.sandboxID)}
        tabIndex={tabIndexOf({ isActive })}
        checked={isSelected}
        onChange={({ nativeEvent }) =>
          actions.select(row, !isSelected, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
    </label>
  );
}

/** Thirty rows of icons must not outshout what stands between them. */
const QUIET = "text-fg-muted hover:text-fg";

export function IdCell(view: RowView) {
  const { row, href, mark, pinned, isActive, actions } = view;
  const id = row.sandboxID;
  const saysMore = view.metadataWidth === undefined;
  const isLeaving = mark?.kind === "doing" && mark.action === "kill";
  return (
    <span className="flex min-w-0 items-center gap-0.5">
      <a
        href={href}
        title={id}
        tabIndex={tabIndexOf({ isActive })}
        className={classNames(
          "relative flex min-w-0 rounded-chip font-mono text-accent hover:underline",
          isLeaving && "line-through",
        )}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          actions.open(row);
        }}
      >
        <CutId id={id} />
      </a>
      <CopyButton
        label={strings.copyId(id)}
        text={id}
        tabIndex={tabIndexOf({ isActive })}
        className={QUIET}
      />
      {saysMore && pinned && <Chip className="shrink border-accent font-sans">{strings.created}</Chip>}
      {saysMore && <FailureNote {...view} />}
    </span>
  );
}

/** A value that looks like text and has a menu. */
const VALUE = "flex min-h-6 min-w-6 max-w-full items-center rounded-chip text-start hover:underline";

export function StateCell({ row, mark, isActive, actions }: RowView) {
  const word = mark?.kind === "doing" ? strings.doing[mark.action] : row.state;
  return (
    <button
      type="button"
      title={row.byEvent && !mark ? strings.byEvent(word) : word}
      data-value="state"
      aria-haspopup="menu"
      tabIndex={tabIndexOf({ isActive })}
      className={`${VALUE} gap-1.5`}
      onClick={(event) => actions.pointAt(fieldSubject("state"), row.state, event)}
    >
      {mark?.kind === "doing" ? (
        <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-fg-muted" />
      ) : row.state === "running" ? (
        <span
          aria-hidden="true"
          className="size-2 shrink-0 rounded-full bg-running forced-colors:bg-[CanvasText]"
        />
      ) : row.state === "paused" ? (
        <span aria-hidden="true" className="h-2.5 w-2 shrink-0 border-x-3 border-paused" />
      ) : (
        <span aria-hidden="true" className="size-2 shrink-0 rounded-full border border-line-strong" />
      )}
      <span className="truncate">{word}</span>
    </button>
  );
}

export function TemplateCell({ row, isActive, actions }: RowView) {
  const name = templateName(row);
  return (
    <button
      type="button"
      title={name === row.templateID ? name : `${name} (${row.templateID})`}
      data-value="template"
      aria-haspopup="menu"
      tabIndex={tabIndexOf({ isActive })}
      className={`${VALUE} font-mono text-xs`}
      onClick={(event) => actions.pointAt(fieldSubject("template"), name, event)}
    >
      <span className="truncate">{name}</span>
    </button>
  );
}

const UNIT = "text-xs text-fg-muted";

export function CpuCell({ row }: RowView) {
  return (
    <>
      {row.cpuCount} <span className={UNIT}>{strings.cpuUnit}</span>
    </>
  );
}

const MIB_IN_GIB = 1024;

export function MemoryCell({ row: { memoryMB } }: RowView) {
  const isLarge = memoryMB >= MIB_IN_GIB;
  return (
    <>
      {isLarge ? Math.round((memoryMB / MIB_IN_GIB) * 10) / 10 : memoryMB}{" "}
      <span className={UNIT}>{isLarge ? strings.gibibytes : strings.mebibytes}</span>
    </>
  );
}

export function ActionsCell({ row, mark, readOnlyReason, isActive, actions }: RowView) {
  const id = row.sandboxID;
  const busy = mark?.kind === "doing" ? strings.busy[mark.action] : undefined;
  const change = row.state === "paused" ? "resume" : "pause";
  const tabIndex = tabIndexOf({ isActive });
  return (
    <span className="flex items-center justify-end gap-1">
      <IconButton
        size="small"
        icon={change === "resume" ? "play" : "pause"}
        label={change === "resume" ? strings.resume(id) : strings.pause(id)}
        disabledReason={readOnlyReason ?? busy ?? refusal(change, row)}
        tabIndex={tabIndex}
        className={QUIET}
        onClick={() => actions[change](row)}
      />
      <IconButton
        size="small"
        icon="kill"
        label={strings.kill(id)}
        disabledReason={readOnlyReason ?? busy ?? refusal("kill", row)}
        tabIndex={tabIndex}
        className="text-fg-muted hover:text-danger-text"
        onClick={() => actions.kill(row)}
      />
    </span>
  );
}
