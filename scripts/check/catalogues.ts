/** What a catalogue holds: words, functions that give words, and groups of both. */
export type Catalogue = { readonly [key: string]: unknown };

/** Two catalogues of the same words; the paths name them in messages. */
export interface CataloguePair {
  readonly english: { readonly path: string; readonly words: Catalogue };
  readonly chinese: { readonly path: string; readonly words: Catalogue };
}

/** What is the same in both languages: names, names of files, words of a programming language. */
const sameInBoth =
  /^(Heapwise|MiniGo|Go|CPython|Python|Node\.js|V8|Chart\.js|CSV|PNG|HTML|PDF|JSON|GOGC|MMU|English|简体中文|中文|ISO 8601|MIT|Ctrl|Esc|Enter|Tab|Shift|Cmd|Alt|nil|[a-z]+\.(go|ops|heapwise)|[\p{Number}\p{Punctuation}\p{Symbol}\s])+$/u;
const chineseCharacter = /\p{Script=Han}/u;
const letter = /\p{Letter}/u;
const placeholder = /\{\s*([A-Za-z][\w.]*)[^{}]*\}/g;

/** Each word that one language lacks, leaves empty or untranslated, or fills in differently. */
export function catalogueViolations(pair: CataloguePair): readonly string[] {
  const english = flatten(pair.english.words);
  const chinese = flatten(pair.chinese.words);
  const violations: string[] = [];
  for (const [key, word] of english) {
    const other = chinese.get(key);
    if (other === undefined) violations.push(`${pair.chinese.path}: "${key}" is missing.`);
    else violations.push(...compare(pair, key, word, other));
  }
  for (const key of chinese.keys()) {
    if (!english.has(key)) violations.push(`${pair.english.path}: "${key}" is missing.`);
  }
  return violations;
}

function compare(pair: CataloguePair, key: string, english: unknown, chinese: unknown): string[] {
  if (typeof english !== typeof chinese) {
    return [
      `${pair.chinese.path}: "${key}" is a ${typeof chinese}, in English it is a ${typeof english}.`,
    ];
  }
  if (typeof english === 'function' && typeof chinese === 'function') {
    return english.length === chinese.length
      ? []
      : [
          `${pair.chinese.path}: "${key}" takes ${chinese.length} values, in English ${english.length}.`,
        ];
  }
  if (typeof english !== 'string' || typeof chinese !== 'string') return [];
  const found: string[] = [];
  if (english.trim() === '') found.push(`${pair.english.path}: "${key}" is empty.`);
  if (chinese.trim() === '') found.push(`${pair.chinese.path}: "${key}" is empty.`);
  if (found.length > 0) return found;
  const wanted = placeholdersOf(english);
  const given = placeholdersOf(chinese);
  if (wanted !== given) {
    found.push(
      `${pair.chinese.path}: "${key}" fills in ${given || 'nothing'}, in English ${wanted || 'nothing'}.`,
    );
  }
  if (isUntranslated(english, chinese)) {
    found.push(`${pair.chinese.path}: "${key}" is not translated ("${chinese}").`);
  }
  if (chineseCharacter.test(english) && !sameInBoth.test(english)) {
    found.push(`${pair.english.path}: "${key}" is not English ("${english}").`);
  }
  return found;
}

function isUntranslated(english: string, chinese: string): boolean {
  const words = chinese.replace(placeholder, ' ').replace(/\\[a-zA-Z]+/g, ' ');
  if (chineseCharacter.test(words)) return false;
  return letter.test(words) && english === chinese && !sameInBoth.test(words.trim());
}

function placeholdersOf(word: string): string {
  const names = [...word.matchAll(placeholder)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort().join(', ');
}

/** The leaves of a catalogue under their dotted keys. */
function flatten(words: unknown, prefix = ''): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  if (typeof words !== 'object' || words === null) return leaves;
  for (const [key, word] of Object.entries(words)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof word === 'object' && word !== null) {
      for (const [inner, leaf] of flatten(word, path)) leaves.set(inner, leaf);
    } else {
      leaves.set(path, word);
    }
  }
  return leaves;
}
