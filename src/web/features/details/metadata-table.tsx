import { useState } from "react";
import type { Metadata } from "#contract/metadata.ts";
import { isSecret, MASK } from "#contract/secret.ts";
import { metadataIs } from "#query/ast.ts";
import { cut } from "#query/cut.ts";
import { markInvisible } from "#query/mark-invisible.ts";
import { shownCondition } from "#query/print.ts";
import { metadataSubject } from "#query/subject.ts";
import { Button, IconButton } from "#web/design/button.tsx";
import { CopyButton } from "#web/design/copy-button.tsx";
import { useToasts } from "#web/design/toasts.tsx";
import { detailsStrings } from "#web/strings/details.ts";
import { valueMenuStrings } from "#web/strings/value-menu.ts";
import { useValueActions } from "#web/view/value-menu.ts";

const SHOWN_LENGTH = 200;

/** All pairs. What looks secret is masked until revealed, and copying it then asks no more. */
export function MetadataTable({ metadata }: { readonly metadata: Metadata }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{detailsStrings.metadata(metadata.length)}</h3>
      {metadata.length === 0 ? (
        <p className="text-fg-muted">{detailsStrings.noMetadata}</p>
      ) : (
        <table className="w-full table-fixed border-collapse text-grid">
          <colgroup>
            <col className="w-1/3" />
            <col />
            <col className="w-20" />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">{detailsStrings.key}</th>
              <th scope="col">{detailsStrings.value}</th>
              <th scope="col">{detailsStrings.actions}</th>
            </tr>
          </thead>
          <tbody>
            {metadata.map(([key, value]) => (
              <Pair key={key} name={key} value={value} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  const { openMenu, exclude } = useValueActions();
  const toasts = useToasts();
  const [isRevealed, setRevealed] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const isMasked = isSecret(name, value) && !isRevealed;
  const subject = metadataSubject(name);
  const shownName = markInvisible(cut(name, 80));
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-1 pe-3 text-start font-mono font-normal text-fg-muted">
        {name === "" ? (
          <i>{detailsStrings.emptyKey}</i>
        ) : (
          <bdi className="wrap-anywhere">{markInvisible(cut(name, SHOWN_LENGTH))}</bdi>
        )}
      </th>
      <td className="py-1 font-mono">
        {value === "" ? (
          <i className="text-fg-muted">{detailsStrings.emptyValue}</i>
        ) : (
          <bdi className="wrap-anywhere whitespace-pre-wrap">
            {isMasked ? MASK : readable(isWhole ? value : cut(value, SHOWN_LENGTH))}
          </bdi>
        )}
        {!isMasked && !isWhole && value.length > SHOWN_LENGTH && (
          <Button
            size="small"
            variant="quiet"
            className="text-start font-sans whitespace-normal!"
            onClick={({ currentTarget }) => {
              setWhole(true);
              currentTarget.closest("tr")?.querySelector<HTMLElement>("td:last-child button")?.focus();
            }}
          >
            {detailsStrings.showAll(value.length)}
          </Button>
        )}
      </td>
      <td className="text-end whitespace-nowrap">
        {isSecret(name, value) && (
          <IconButton
            size="small"
            icon={isRevealed ? "eyeOff" : "eye"}
            label={(isRevealed ? detailsStrings.conceal : detailsStrings.reveal)(shownName)}
            onClick={() => setRevealed(!isRevealed)}
          />
        )}
        <IconButton
          size="small"
          icon="filter"
          label={valueMenuStrings.actionsFor(shownCondition(metadataIs(name, value)))}
          aria-haspopup="menu"
          onClick={({ altKey, currentTarget: trigger }) => {
            if (altKey)
              exclude({ subject, value }, (shown) => toasts.announce(valueMenuStrings.nowExcluded(shown)));
            else openMenu({ subject, value, trigger });
          }}
        />
        <CopyButton
          label={detailsStrings.copyValue(shownName)}
          text={value}
          confirm={() => !isMasked || window.confirm(detailsStrings.confirmCopy(shownName))}
        />
      </td>
    </tr>
  );
}

/** Here there is room for lines of their own. */
const readable = (text: string): string => text.split("\n").map(markInvisible).join("\n");
