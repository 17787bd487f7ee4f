import type { Template, TemplatePage } from "#contract/account.ts";
import { RequestFailed } from "./request.ts";

/** One page as it was read, and the cursor behind it where the upstream gives one. */
export interface ReadTemplates {
  readonly page: TemplatePage;
  readonly next: string | undefined;
}

const PAGE = 100;
/** Nobody chooses from more templates than these hold. */
const MOST_PAGES = 20;

/**
 * All templates, page by page: Novita numbers its pages, E2B gives a cursor (contract 2.3). Rejects where the first page cannot be had; where a later
 * one cannot, or brings nothing new, those before it are given.
 * @param read reads the page of a search
 */
export async function allTemplates(
  read: (search: string) => Promise<ReadTemplates>,
): Promise<readonly Template[]> {
  const found = new Map<string, Template>();
  let search: string | undefined = numbered(1);
  for (let place = 1; search !== undefined && place <= MOST_PAGES; place += 1) {
    const known = found.size;
    let reply: ReadTemplates;
    try {
      reply = await read(search);
    } catch (error) {
      if (place > 1 && error instanceof RequestFailed) break;
      throw error;
    }
    for (const template of reply.page.templates) found.set(template.templateID, template);
    search = found.size === known ? undefined : searchAfter(reply, place);
  }
  return [...found.values()];
}

const numbered = (page: number): string => `template_type=template_build&page=${page}&limit=${PAGE}`;

function searchAfter({ page: { templates, totalPages }, next }: ReadTemplates, place: number) {
  if (next !== undefined) return `limit=${PAGE}&nextToken=${encodeURIComponent(next)}`;
  if (totalPages === "unpaged") return undefined;
  const goesOn = totalPages === undefined ? templates.length >= PAGE : place < totalPages;
  return goesOn ? numbered(place + 1) : undefined;
}
