/** A scope in which nothing is chosen yet. */
export const noScope = () => ({
  connectors: { chosen: new Set(), everything: false },
  activities: { chosen: new Set(), everything: false },
});

export const isEmpty = ({ connectors, activities }) =>
  [connectors, activities].every(({ chosen, everything }) => !everything && !chosen.size);

/** How many are named, of both kinds. */
export const namedIn = ({ connectors, activities }) =>
  [connectors, activities].reduce((sum, { chosen, everything }) => sum + (everything ? 1 : chosen.size), 0);

const named = ({ chosen, everything }) => (everything ? ['*'] : [...chosen]);

/** The scope as the API takes it. */
export const scopeOf = ({ connectors, activities }) => ({ connectors: named(connectors), activities: named(activities) });

/** What can be chosen of each kind, by name. */
export const choicesOf = (apps, activities) => {
  const byName = (a, b) => a.name.localeCompare(b.name);
  return {
    connectors: apps.map(({ id, name }) => ({ id, name })).sort(byName),
    activities: activities.map(({ id, name, connector }) => ({ id, name, note: connector })).sort(byName),
  };
};
