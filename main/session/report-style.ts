/** The report's look: paper and ink, the same meanings of colour as in the app, readable in print and in the dark. */
export const reportStyle = `
:root { color-scheme: light dark; --paper: #fbfbf9; --ink: #1d1d1b; --faint: #68675f; --line: #e3e2dc; --live: #0072b2; --garbage: #b07a00; --free: #b9b8b0; --second: #a34c86; --right: #00664a; --wrong: #981a35; }
@media (prefers-color-scheme: dark) { :root { --paper: #161716; --ink: #ecebe6; --faint: #a3a299; --line: #3a3b38; --live: #56b4e9; --garbage: #e0a82e; --free: #6b6c66; --second: #d98fc0; --right: #4cc9a0; --wrong: #ff8fa3; } }
@media print { :root { --paper: #ffffff; } article { break-inside: avoid; } details > * { display: block; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main, footer { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { font-size: 1.75rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; } h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; } h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
header p, footer p, figcaption, dt { color: var(--faint); }
footer p { font-size: .85rem; border-top: 1px solid var(--line); padding-top: 1rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .92rem; }
th, td { text-align: start; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--faint); font-weight: 500; }
.right { color: var(--right); } .wrong { color: var(--wrong); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .4rem 1.5rem; margin: .5rem 0; }
dt { font-size: .85rem; } dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
pre { overflow: auto; padding: .75rem; border: 1px solid var(--line); border-radius: 6px; font: .85rem/1.5 ui-monospace, monospace; }
.note { white-space: pre-wrap; }
figure { margin: 1rem 0; } img, svg { max-width: 100%; height: auto; display: block; }
svg text { fill: var(--faint); font: 11px system-ui, sans-serif; } svg .title { fill: var(--ink); font-weight: 600; }
.grid { stroke: var(--line); } .line { fill: none; stroke-width: 2; } .area { stroke-width: 1; fill-opacity: .55; }
.line.first { stroke: var(--live); } .line.second { stroke: var(--second); stroke-dasharray: 6 4; }
.area.live { fill: var(--live); stroke: var(--live); } .area.garbage { fill: var(--garbage); stroke: var(--garbage); stroke-dasharray: 4 3; } .area.free { fill: var(--free); stroke: var(--free); stroke-dasharray: 1 3; }
.key { margin-inline-end: 1rem; } .key::before { content: '■ '; } .key.live::before, .key.first::before { color: var(--live); } .key.garbage::before { color: var(--garbage); } .key.free::before { color: var(--free); } .key.second::before { color: var(--second); }
`;
