import { useVirtualizer, defaultRangeExtractor, type Range } from "@tanstack/react-virtual";
import { lazy, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { refusal } from "#contract/states.ts";
import { match } from "#query/match.ts";
import { classNames } from "#web/design/class-names.ts";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import { useToasts } from "#web/design/toasts.tsx";
import type { FleetRow } from "#web/fleet/row.ts";
import { usePrefs } from "#web/prefs/use-prefs.ts";
import { asSort } from "#web/fleet/sort.ts";
import { useFleetServices, useFleetSnapshot } from "#web/fleet/use-fleet.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { valueMenuStrings } from "#web/strings/value-menu.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { useValueActions } from "#web/view/value-menu.ts";
import { printView } from "#web/view/view.ts";
import { GridHeader } from "./arrange/grid-header.tsx";
import { useColumnControls } from "./arrange/use-column-controls.ts";
import { isPartlySorted } from "./fleet-status-text.ts";
import { isHeading } from "./group-items.ts";
import { GroupRow } from "./group-row.tsx";
import { rowIndex } from "./grid-rows.ts";
import { GridNotice } from "./grid-notice.tsx";
import { SandboxRow } from "./sandbox-row.tsx";
import { SkeletonRows } from "./skeleton-rows.tsx";
import { useAnchoredScroll } from "./use-anchored-scroll.ts";
import { useGridCursor } from "./use-grid-cursor.ts";
import { useGridItems } from "./use-grid-items.ts";
import { useGridKeyboard } from "./use-grid-keyboard.ts";
import { useGridLayout } from "./use-grid-layout.ts";
import { stuckWidth, useGridTable } from "./use-grid-table.ts";
import { useKeyOrder } from "./use-key-order.ts";
import { useLiveRows } from "./use-live-rows.ts";
import { useRowSelection } from "./use-row-selection.ts";
import { useRush } from "./use-rush.ts";
import { useStableActions } from "./use-stable-actions.ts";

const WaitingRows = lazy(async () => ({ default: (await import("./waiting-rows.tsx")).WaitingRows }));
const columnMenu = onDemand(async () => (await import("./arrange/column-menu.tsx")).ColumnMenu);

const OVERSCAN = 3;

export interface SandboxGridProps {
  /** Asked for from a row's button, or with Delete: then for all selected rows when the active one is among them. */
  readonly onKill: (rows: readonly FleetRow[]) => void;
  readonly onPause: (row: FleetRow) => void;
  readonly onResume: (row: FleetRow) => void;
  /** From the empty fleet's start. */
  readonly onCreate: () => void;
  /** Told whether rows are cards. The same function always. */
  readonly onCards: (isCards: boolean) => void;
  /** Why nothing can be changed here. */
  readonly readOnlyReason?: string | undefined;
  /** What stood in the table's place, or over it, is gone with the focus on it, which goes to the table. */
  readonly onNoticeGone: () => void;
}

/** The table of sandboxes, at every width, with what stands in its place while there are none to show. */
export function SandboxGrid(props: SandboxGridProps) {
  const { onKill, onPause, onResume, onCreate, onCards, readOnlyReason, onNoticeGone } = props;
  const { fleet, control } = useFleetServices();
  const snapshot = useFleetSnapshot();
  const view = useView();
  const viewStore = useViewStore();
  const toasts = useToasts();
  const valueActions = useValueActions();
  const scroller = useRef<HTMLTableElement>(null);
  const { density } = usePrefs();
  const head = useRef<HTMLTableSectionElement>(null);
  const controls = useColumnControls();
  const { layout, viewHeight } = useGridLayout(scroller, controls.columns, density);
  const { rowHeight, headerHeight, isCard, tracks, least, metadataWidth } = layout;
  useLayoutEffect(() => onCards(isCard), [onCards, isCard]);
  const { view: liveView, live, mayWait, touched } = useLiveRows(scroller);
  const { rows, gone, waiting } = live;
  const bodyHeight = viewHeight - headerHeight;
  const sort = asSort(view.sort);
  // As the rows stand: the view may be a moment ahead of them.
  const { wanted } = snapshot;
  const { group } = wanted;
  const { items, rowIndexOf, collapsed, toggle } = useGridItems(live, snapshot.pinned, group);
  const cursor = useGridCursor(scroller, { rows: items, rowHeight, viewHeight: bodyHeight });
  const selection = useRowSelection(live, items);
  const tabStop = Math.max(0, cursor.index);

  const { isRushing, observe } = useRush(bodyHeight);
  const virtualizer = useVirtualizer({
    count: items.length,
    observeElementOffset: observe,
    getScrollElement: () => scroller.current,
    // All rows are of one height and never measured, so the virtualizer needs no keys: React's come from the ids.
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    rangeExtractor: useCallback(
      (range: Range) => withIndex(defaultRangeExtractor(range), tabStop),
      [tabStop],
    ),
    overscan: OVERSCAN,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const drawn = virtualizer.getVirtualItems();
  const columns = useGridTable(layout);
  const keyOrder = useKeyOrder(view.columns, isCard, group);
  useAnchoredScroll(scroller, {
    ...{ rows: items, rowHeight, viewHeight: bodyHeight, list: wanted },
    scrollOffset: useCallback(() => virtualizer.scrollOffset ?? 0, [virtualizer]),
    preferred: touched,
  });

  const first = rowIndexOf(virtualizer.range?.startIndex ?? 0);
  const last = rowIndexOf(virtualizer.range?.endIndex ?? 0);
  const isAtTop = (virtualizer.scrollOffset ?? 0) <= 0;
  const isGrouped = group !== undefined;
  // What waits would stand above what is on screen.
  const hidden = isAtTop ? 0 : waiting.size;
  useEffect(() => fleet.setViewport(first + hidden, last + hidden), [fleet, first, last, hidden]);
  useLayoutEffect(
    () => liveView.setScreen({ first, last, isAtTop, isGrouped }),
    [liveView, first, last, isAtTop, isGrouped],
  );

  // What waited is brought into sight, and gets the focus of the button that has gone.
  const [sought, setSought] = useState<string>();
  useLayoutEffect(() => {
    if (sought === undefined) return;
    setSought(undefined);
    cursor.moveTo(rowIndex(items, sought));
  }, [sought, items, cursor]);
  const showWaiting = () => {
    setSought(
      rows.length === 0 ? undefined : live.source.find(({ sandboxID }) => waiting.has(sandboxID))?.sandboxID,
    );
    liveView.showAll();
  };

  // Details that close give the focus back to their row.
  const wasOpen = useRef(view.open);
  useLayoutEffect(() => {
    const closed = view.open === undefined ? wasOpen.current : undefined;
    wasOpen.current = view.open;
    if (closed !== undefined && document.activeElement === document.body)
      cursor.moveTo(rowIndex(items, closed));
  });

  const open = (row: FleetRow) => viewStore.setOpen(row.sandboxID);
  const change = (row: FleetRow) => {
    const action = row.state === "paused" ? "resume" : "pause";
    const reason = readOnlyReason ?? refusal(action, row);
    if (reason !== undefined) toasts.show({ tone: "info", text: reason });
    else if (action === "resume") onResume(row);
    else onPause(row);
  };
  const kill = (chosen: readonly FleetRow[]) => {
    if (readOnlyReason === undefined) onKill(chosen);
    else toasts.show({ tone: "info", text: readOnlyReason });
  };
  const actions = useStableActions({
    select: selection.select,
    open,
    pointAt: (subject, value, { altKey, currentTarget }) => {
      if (altKey)
        valueActions.exclude({ subject, value }, (shown) =>
          toasts.announce(valueMenuStrings.nowExcluded(shown)),
        );
      else valueActions.openMenu({ subject, value, trigger: currentTarget });
    },
    dismiss: (row) => control.dismiss(row.sandboxID),
    kill: (row) => onKill([row]),
    pause: onPause,
    resume: onResume,
  });

  const onKeyDown = useGridKeyboard({
    ...{ items, cursor, selection, collapsed, toggle, open, change, kill },
    isGone: ({ sandboxID }) => gone.has(sandboxID),
    page: Math.max(1, Math.floor(bodyHeight / rowHeight) - 1),
  });

  const mayGrow = snapshot.end !== "complete";
  const isLoading = snapshot.end === "unread" && snapshot.trouble === undefined && rows.length === 0;
  const readsOn = snapshot.end === "more" && !snapshot.scanPaused && !snapshot.trouble && rows.length > 0;
  return (
    <div className="relative flex min-h-60 flex-1 basis-0 flex-col">
      <table
        ref={scroller}
        role="grid"
        onKeyDown={onKeyDown}
        onFocus={cursor.onFocus}
        onBlur={cursor.onBlur}
        aria-label={strings.gridName}
        aria-multiselectable="true"
        aria-rowcount={mayGrow ? -1 : items.length + 1}
        aria-colcount={columns.length}
        aria-busy={isLoading}
        className={classNames(
          "relative block min-h-0 w-full flex-1 overflow-y-auto overscroll-x-contain bg-bg [overflow-anchor:none] [scrollbar-gutter:stable]",
          isCard ? "overflow-x-hidden" : "overflow-x-auto",
        )}
        style={{ scrollPaddingTop: headerHeight, scrollPaddingInlineStart: stuckWidth(columns) }}
      >
        <GridHeader
          {...{ head, layout, sort, controls, columns }}
          sortNote={isPartlySorted(snapshot) ? strings.sortedAmong(snapshot.checked) : undefined}
          onEnterRows={() => cursor.moveTo(tabStop)}
          selected={selection.share}
          onSelectAll={selection.selectAll}
        />
        <tbody className="relative block" style={{ height: items.length * rowHeight, minWidth: least }}>
          {drawn.map(({ index }) => {
            const row = items[index];
            if (!row) return null;
            const id = row.sandboxID;
            if (isHeading(row))
              return (
                group !== undefined && (
                  <GroupRow
                    key={id}
                    {...{ index, live }}
                    heading={row}
                    column={group}
                    height={rowHeight}
                    span={columns.length}
                    isActive={index === tabStop}
                    isCollapsed={collapsed.has(id)}
                    isPartial={mayGrow}
                    selected={selection.shareOf(row.group)}
                    onToggle={() => toggle(id)}
                    onSelect={() => selection.selectGroup(row.group)}
                  />
                )
              );
            return (
              <SandboxRow
                key={id}
                {...{ row, index, tracks, isCard, metadataWidth, keyOrder, readOnlyReason, actions, columns }}
                height={rowHeight}
                isSelected={selection.has(id)}
                isActive={index === tabStop}
                isLight={isRushing && index !== tabStop}
                isOpen={view.open === id}
                gone={gone.get(id)}
                mark={snapshot.marks.get(id)}
                pinned={
                  snapshot.pinned.has(id)
                    ? match(wanted.query, row, fleet.matchContext())
                      ? "created"
                      : "created-hidden"
                    : undefined
                }
                href={printView({ ...view, query: view.shareable, open: id })}
              />
            );
          })}
        </tbody>
        {isLoading && (
          <SkeletonRows count={Math.ceil(bodyHeight / rowHeight)} columns={columns} layout={layout} />
        )}
        {readsOn && <SkeletonRows key={rows.length} count={2} columns={columns} layout={layout} />}
      </table>
      {mayWait && rows.length > 0 && (
        <LazyPart>
          <WaitingRows count={waiting.size} onShow={showWaiting} onGone={onNoticeGone} />
        </LazyPart>
      )}
      {controls.menu && (
        <LazyPart onTakenBack={controls.closeMenu}>
          <columnMenu.Part
            {...{ head, controls, sort, group }}
            menu={controls.menu}
            width={columns.find(({ id }) => id === controls.menu?.column)?.drawnWidth ?? 0}
          />
        </LazyPart>
      )}
      {rows.length === 0 && !isLoading && (
        <div className="absolute inset-x-0 bottom-0 overflow-y-auto" style={{ top: headerHeight }}>
          <GridNotice {...{ snapshot, onCreate, readOnlyReason }} onGone={onNoticeGone} />
        </div>
      )}
    </div>
  );
}

const withIndex = (indexes: readonly number[], index: number): number[] =>
  indexes.includes(index) ? [...indexes] : [...indexes, index].sort((a, b) => a - b);
