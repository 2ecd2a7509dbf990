/** Type, links, focus, the mark: what every page starts from. */
export const foundation: string = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column;
  font: 400 1rem/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color: var(--text); background: var(--ground); -webkit-font-smoothing: antialiased; overflow-wrap: break-word;
}
h1, h2, h3 { margin: 0; line-height: 1.25; letter-spacing: -0.015em; font-weight: 650; text-wrap: balance; }
h1 { font-size: 1.625rem; letter-spacing: -0.022em; }
h2 { font-size: 1.125rem; }
h3 { font-size: 1rem; }
[hidden] { display: none !important; }
ul, dl { margin: 0; }
p { margin: 0; text-wrap: pretty; }
a { color: var(--accent-text); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus { outline: none; }
:focus-visible { outline: 3px solid var(--accent-text); outline-offset: 2px; }
.muted { color: var(--text-muted); }
.small { font-size: 0.875rem; }
.stack { display: grid; gap: 1rem; justify-items: stretch; }
.row { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; }
.spread { justify-content: space-between; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
.skip-link { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: 0.5rem 1rem; border-radius: 0.5rem; background: var(--surface); }
.skip-link:focus { top: 0.75rem; }
.brand { display: inline-flex; align-items: center; gap: 0.625rem; font-weight: 650; font-size: 1.0625rem; letter-spacing: -0.01em; color: var(--text); text-decoration: none; }
.logo { flex: none; display: block; }
.logo-ground { fill: var(--accent); }
.logo-rise, .logo-trail, .logo-pad { fill: none; stroke: var(--on-accent); stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round; }
@media (prefers-reduced-motion: no-preference) {
  a, button, .button, .tile, .choice, .input { transition: background-color 0.15s, border-color 0.15s, box-shadow 0.15s, transform 0.15s, color 0.15s; }
}
@media (forced-colors: active) {
  .logo-ground { fill: CanvasText; }
  .logo-rise, .logo-trail, .logo-pad { stroke: Canvas; }
}
`
