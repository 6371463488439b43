import { guideChange, type RenderResult, writeGuide } from '@keelson/renderer';

/**
 * Keeps TEMPLATE_GUIDE.md in step, where `keelson placeholders --write` has once put it: it speaks of all clusters, so only a run over
 * all of them can. Its change stands with those of the last cluster. A run in which nothing changed leaves it alone.
 */
export const keepGuide = async (
  root: string,
  results: readonly RenderResult[],
  { write, isWhole }: { write: boolean; isWhole: boolean },
): Promise<RenderResult[]> => {
  const last = results.at(-1);
  const isProved = results.every(({ changeSet }) => changeSet !== undefined);
  if (!isWhole || !isProved || last?.changeSet === undefined || !results.some((result) => result.placeholders))
    return [...results];
  const change = await guideChange({ root, clusters: results });
  if (change?.change !== 'configured' || change.foreign === true) return [...results];
  if (write) writeGuide(root, change);
  const changeSet = { ...last.changeSet, changes: [...last.changeSet.changes, change] };
  return [...results.slice(0, -1), { ...last, changeSet }];
};
