import { distance } from "fastest-levenshtein";
import { supportedRegions } from "../components/nfm/index.ts";

/** The known word that the user most likely meant, capitals aside; undefined when none is close. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(given.length / 3));
  const ranked = known
    .map((word) => ({ word, edits: distance(given.toLowerCase(), word.toLowerCase()) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits || (a.word < b.word ? -1 : 1));
  return ranked[0]?.word;
}

/**
 * The Region that the user most likely meant; undefined when that is unclear. Words of Regions are much alike, and a
 * wrong one costs money on another continent, so one slip is forgiven, and none in the continent.
 */
export function nearestRegion(given: string): string | undefined {
  const text = given.toLowerCase();
  const [continent = ""] = text.split("-");
  const within = (edits: number) =>
    supportedRegions.filter(
      (region) => region.startsWith(`${continent}-`) && distance(text, region) <= edits,
    );
  const [meant, ...others] = [within(0), within(1)].find((found) => found.length > 0) ?? [];
  return others.length === 0 ? meant : undefined;
}
