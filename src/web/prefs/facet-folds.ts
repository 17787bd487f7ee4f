import * as v from "valibot";

/** Which facets were folded up (`false`) or unfolded (`true`) by hand, the last one first. Ids as `subjectId` writes them. */
export type FacetFolds = readonly (readonly [id: string, isOpen: boolean])[];

const MOST = 100;
/** What has a longer name than this is not remembered. */
const LONGEST = 200;

export const facetFoldsSchema = v.array(v.tuple([v.string(), v.boolean()]));

/** What was chosen for a facet, if anything was. */
export const facetFold = (folds: FacetFolds | undefined, id: string): boolean | undefined =>
  folds?.find(([other]) => other === id)?.[1];

export const withFacetFold = (
  folds: FacetFolds | undefined,
  id: string,
  isOpen: boolean,
): [id: string, isOpen: boolean][] =>
  [[id, isOpen] as const, ...(folds ?? []).filter(([other]) => other !== id)]
    .filter(([name]) => name.length <= LONGEST)
    .slice(0, MOST)
    .map(([name, open]) => [name, open]);
