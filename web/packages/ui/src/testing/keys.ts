const form = /_(one|few|many|other)$/;

function keysOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value, `${path}${key}.`)
      : [`${path}${key}`.replace(form, '')],
  );
}

/** Keys that one language has and the other lacks; forms of number count as one key. */
export function missingKeys(one: object, other: object): string[] {
  const [here, there] = [new Set(keysOf(one)), new Set(keysOf(other))];
  return [
    ...[...here].filter((key) => !there.has(key)),
    ...[...there].filter((key) => !here.has(key)),
  ].sort();
}
