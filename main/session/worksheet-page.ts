/** A worksheet as one page of HTML to be printed: questions, room for answers, and the key on pages of its own. */
import type { AnswerForm } from '../contract/course.ts';
import type { Worksheet, WorksheetQuestion } from '../contract/teacher.ts';
import { markup, nothing, type Markup } from './markup.ts';
import { proseMarkup, type SetFormula } from './prose-markup.ts';
import { heapOnPaper } from './worksheet-heap.ts';
import { worksheetWords, type WorksheetWords } from './worksheet-words.ts';

const style = `
@page { size: A4; margin: 18mm 18mm 20mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #111; font: 10.5pt/1.5 'Inter Variable', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif; }
h1 { margin: 0 0 1mm; font-size: 17pt; line-height: 1.2; } h2 { margin: 0 0 2mm; font-size: 11pt; } h4 { margin: 2mm 0; font-size: 10.5pt; }
p { margin: 0 0 2mm; } .faint { color: #555; font-size: 9pt; }
.who { display: flex; gap: 8mm; margin: 5mm 0 8mm; } .who span { flex: 1; border-bottom: .3mm solid #777; padding-bottom: 1mm; }
section { margin: 0 0 8mm; break-inside: avoid; }
.key { break-before: page; } .key section { margin-bottom: 5mm; }
figure { margin: 2mm 0 3mm; } svg { display: block; max-width: 100%; height: auto; }
svg text { font: 12px 'JetBrains Mono Variable', ui-monospace, monospace; fill: #111; } svg .name { font-weight: 700; }
.block { fill: #f4f4f1; stroke: #333; } .slot { fill: #fff; stroke: #777; } .arrow { fill: none; stroke: #333; } .nil { stroke: #777; }
pre, code { font: 9.5pt/1.45 'JetBrains Mono Variable', ui-monospace, monospace; } pre { margin: 0 0 3mm; padding: 2mm 3mm; border: .2mm solid #bbb; white-space: pre-wrap; }
table { border-collapse: collapse; margin: 2mm 0; } td, th { border: .2mm solid #999; padding: 1mm 2.5mm; text-align: center; }
.strip td { font: 9pt/1.3 'JetBrains Mono Variable', ui-monospace, monospace; } .strip .address, .strip .size { border: 0; color: #555; } .strip .free { background: repeating-linear-gradient(45deg, #fff 0 1mm, #e8e8e4 1mm 2mm); }
ul.options { list-style: none; margin: 0; padding: 0; } ul.options li { display: flex; gap: 2.5mm; margin: 0 0 1.2mm; } ul.options p { margin: 0; }
ul.few { display: flex; flex-wrap: wrap; gap: 1mm 6mm; }
.tick { flex: none; width: 3.6mm; height: 3.6mm; margin-top: 1.1mm; border: .3mm solid #333; } .round { border-radius: 50%; }
.blank { display: inline-block; min-width: 26mm; height: 6mm; border-bottom: .3mm solid #333; } .blank.short { min-width: 12mm; }
`;

/** `formula` sets TeX. The same worksheet gives the same page on every machine. */
export function worksheetPage(worksheet: Worksheet, formula: SetFormula): string {
  const words = worksheetWords(worksheet.language);
  const { questions, titles, seed } = worksheet;
  return markup`<!doctype html>
<html lang="${worksheet.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Heapwise – ${words.title}</title>
<style>${{ html: style }}</style>
</head>
<body>
<h1>${words.title}</h1>
<p class="faint">${titles.join(words.and)}</p>
<div class="who"><span>${words.name}</span><span>${words.date}</span></div>
${questions.map((question, at) => questionMarkup(question, at, words, formula))}
<div class="key">
<h1>${words.key}</h1>
<p class="faint">${words.seed} ${seed}. ${words.seedHint}</p>
${questions.map((question, at) => keyMarkup(question, at, words, formula))}
</div>
</body>
</html>
`.html;
}

function questionMarkup(
  question: WorksheetQuestion,
  at: number,
  words: WorksheetWords,
  formula: SetFormula,
): Markup {
  const { frame, listing, names } = question;
  return markup`<section>
<h2>${words.question} ${at + 1}</h2>
${frame === null ? nothing : heapOnPaper(frame, names, words.free)}
${listing === null ? nothing : markup`<pre>${listing.text.trimEnd()}</pre>`}
${proseMarkup(question.prompt, formula)}
${answerMarkup(question, words, formula)}
</section>
`;
}

function keyMarkup(
  question: WorksheetQuestion,
  at: number,
  words: WorksheetWords,
  formula: SetFormula,
): Markup {
  return markup`<section>
<h2>${words.question} ${at + 1} <span class="faint">${question.lesson} · ${question.type} · ${words.level} ${question.level} · ${words.seed} ${question.seed}</span></h2>
<div><strong>${words.answer}:</strong> ${proseMarkup(question.correct, formula)}</div>
${proseMarkup(question.explanation, formula)}
</section>
`;
}

function options(items: readonly Markup[], round: boolean, few: boolean): Markup {
  return markup`<ul class="options${few ? ' few' : ''}">${items.map(
    (item) =>
      markup`<li><span class="tick${round ? ' round' : ''}"></span><span>${item}</span></li>`,
  )}</ul>`;
}

const blank = markup`<span class="blank"></span>`;
const shortBlank = markup`<span class="blank short"></span>`;

function answerMarkup(
  { form, names }: { readonly form: AnswerForm; readonly names: ReadonlyMap<number, string> },
  words: WorksheetWords,
  formula: SetFormula,
): Markup {
  const name = (object: number): string => names.get(object) ?? `#${object}`;
  switch (form.kind) {
    case 'choice':
      return markup`<p class="faint">${words.chooseOne}</p>${options(
        form.options.map(({ text }) => markup`${proseMarkup(text, formula)}`),
        true,
        false,
      )}`;
    case 'number':
      return markup`<p>${words.answer}: ${blank} ${form.unit ?? ''}</p>`;
    case 'text':
      return markup`<p>${words.answer}: ${blank}${blank}</p>`;
    case 'counts':
      return markup`<table><tr>${form.objects.map((object) => markup`<th>${name(object)}</th>`)}</tr><tr>${form.objects.map(() => markup`<td>${shortBlank}</td>`)}</tr></table>`;
    case 'set':
      return markup`<p class="faint">${words.chooseAll}</p>${options(
        form.candidates.map((object) => markup`${name(object)}`),
        false,
        true,
      )}`;
    case 'order':
      return markup`<p>${words.answer} (${words.inOrder}): ${Array.from(
        { length: form.length },
        (_, at) => markup`${at > 0 ? ' → ' : ''}${shortBlank}`,
      )}</p>`;
    case 'moment':
      return markup`<p class="faint">${words.oneOperation}</p>${options(
        form.operations.map(({ operation, text }) => markup`<code>${operation}: ${text}</code>`),
        true,
        false,
      )}`;
    case 'edge':
      return markup`<p class="faint">${words.oneReference}</p>${options(
        form.edges.map(({ text }) => markup`<code>${text}</code>`),
        true,
        true,
      )}`;
  }
}
