/**
 * The report: one file that opens in any browser, offline and without running anything. It holds no
 * script, fetches nothing, and every text of the session is escaped where it is put in.
 */
import type { Language } from '../contract/course.ts';
import type { SessionDocument } from '../contract/document.ts';
import { markup, nothing, type Markup } from './markup.ts';
import { reportStyle } from './report-style.ts';
import { reportRun, type ReportedRun } from './report-run.ts';
import { reportWords, type ReportWords } from './report-words.ts';

export interface ReportContents {
  readonly session: SessionDocument;
  /** ISO 8601. */
  readonly at: string;
  readonly language: Language;
  readonly runs: readonly ReportedRun[];
  /** PNG files in base64. */
  readonly pictures: readonly { readonly name: string; readonly base64: string }[];
  /** Titles of lessons and ideas by their ids, where they are known. */
  readonly titles: ReadonlyMap<string, string>;
}

export function reportOf(contents: ReportContents): string {
  const words = reportWords(contents.language);
  const { session } = contents;
  const empty =
    session.answers.length + session.runs.length + session.lessons.length + session.labs.length ===
    0;
  const page = markup`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="Heapwise ${session.app}">
<title>${session.title} – ${words.title}</title>
<style>${{ html: reportStyle }}</style>
</head>
<body>
<main>
<header><h1>${session.title}</h1>
<p>${words.started}: ${time(session.startedAt)} · ${words.saved}: ${time(contents.at)} · ${words.seed}: ${session.seed}</p></header>
${empty ? markup`<p>${words.nothing}</p>` : nothing}
${session.note === '' ? nothing : markup`<section><h2>${words.note}</h2><p class="note">${session.note}</p></section>`}
${answersOf(contents, words)}
${lessonsOf(contents, words)}
${contents.pictures.length === 0 ? nothing : markup`<section><h2>${words.pictures}</h2>${contents.pictures.map((picture) => markup`<figure><img alt="${picture.name}" src="data:image/png;base64,${base64(picture.base64)}"><figcaption>${picture.name}</figcaption></figure>`)}</section>`}
${contents.runs.length === 0 ? nothing : markup`<section><h2>${words.runs}</h2>${contents.runs.map((run) => reportRun(run, words))}</section>`}
</main>
<footer><p>${words.madeBy.replace('{version}', session.app)}</p></footer>
</body>
</html>
`;
  return page.html;
}

function answersOf({ session, titles }: ReportContents, words: ReportWords): Markup {
  if (session.answers.length === 0) return nothing;
  const right = session.answers.filter((answer) => answer.right).length;
  return markup`<section><h2>${words.answers}: ${right} ${words.of} ${session.answers.length} ${words.right}</h2>
<table><thead><tr><th>${words.lesson}</th><th>${words.question}</th><th>${words.concept}</th><th>${words.verdict}</th><th>${words.misconception}</th></tr></thead>
<tbody>${session.answers.map(
    (
      answer,
    ) => markup`<tr><td>${titles.get(answer.lesson) ?? answer.lesson}</td><td>${answer.question.kind === 'step' ? answer.question.step : answer.question.type}</td><td>${titles.get(answer.concept) ?? answer.concept}</td><td class="${answer.right ? 'right' : 'wrong'}">${answer.right ? `✓ ${words.right}` : `✗ ${words.wrong}`}</td><td>${answer.misconception ?? ''}</td></tr>
`,
  )}</tbody></table></section>`;
}

function lessonsOf({ session, titles }: ReportContents, words: ReportWords): Markup {
  if (session.lessons.length + session.labs.length === 0) return nothing;
  return markup`<section><h2>${words.lessons}</h2><ul>${session.lessons.map(
    (each) =>
      markup`<li>${titles.get(each.lesson) ?? each.lesson}: ${words.stepsSeen} ${each.steps.length}</li>`,
  )}${session.labs.map(
    (lab) =>
      markup`<li>${words.labs}, ${titles.get(lab.lesson) ?? lab.lesson}: ${lab.done ? `✓ ${words.labDone}` : words.labOpen}</li>`,
  )}</ul></section>`;
}

/** The day and the minute, as they were: no clock and no locale of whoever opens it. */
function time(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

function base64(text: string): string {
  return text.replace(/[^A-Za-z0-9+/=]/g, '');
}
