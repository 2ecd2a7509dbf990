/** The parts of a signed-in product: tiles, tables, people, figures. */
export const product: string = `
.avatar { display: inline-grid; place-items: center; flex: none; width: 2.25rem; height: 2.25rem; border-radius: 50%; font-size: 0.8125rem; font-weight: 650; letter-spacing: 0.02em; color: var(--on-accent); background: var(--accent); }
.badge { display: inline-flex; justify-self: start; align-items: center; gap: 0.375rem; padding: 0.125rem 0.625rem; border-radius: 1rem; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; color: var(--accent-text); background: var(--accent-soft); border: 1px solid transparent; }
.badge.neutral { color: var(--text-muted); background: var(--surface-sunken); border-color: var(--border); }
.badge.success { color: var(--success-text); background: var(--success-soft); }
.badge.warning { color: var(--warning-text); background: var(--warning-soft); }
.badge.danger { color: var(--danger-text); background: var(--danger-soft); }
.menu { position: relative; }
.menu > summary { display: flex; align-items: center; gap: 0.625rem; padding: 0.25rem; border-radius: 2rem; cursor: pointer; list-style: none; font-weight: 600; font-size: 0.9375rem; }
.menu > summary::-webkit-details-marker { display: none; }
.menu > summary:hover { background: var(--surface-sunken); }
.menu-panel { position: absolute; right: 0; top: calc(100% + 0.5rem); width: max-content; min-width: 15rem; max-width: calc(100vw - 2rem); padding: 1rem; border: 1px solid var(--border); border-radius: 0.875rem; background: var(--surface-raised); box-shadow: 0 18px 48px -12px rgb(10 20 50 / 0.28); display: grid; gap: 0.875rem; }
.panel { padding: 1.25rem; border: 1px solid var(--border); border-radius: 1rem; background: var(--surface); }
.panel > * + * { margin-top: 1rem; }
.tiles { list-style: none; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); }
.tile { display: flex; flex-direction: column; gap: 0.375rem; height: 100%; padding: 1.25rem; border: 1px solid var(--border); border-radius: 1rem; background: var(--surface); color: var(--text); text-decoration: none; box-shadow: 0 1px 2px rgb(10 20 50 / 0.04); }
.tile:hover { border-color: var(--accent-text); box-shadow: 0 14px 32px -16px rgb(10 20 50 / 0.28); transform: translateY(-2px); }
.tile-icon { display: grid; place-items: center; width: 3rem; height: 3rem; margin-bottom: 0.75rem; border-radius: 0.875rem; font-weight: 700; font-size: 1.25rem; color: var(--on-accent); background: var(--accent); }
.tile-name { font-weight: 650; }
.tile-text { font-size: 0.875rem; color: var(--text-muted); }
.tile-action { margin-top: auto; padding-top: 0.75rem; display: flex; align-items: center; gap: 0.375rem; font-size: 0.875rem; font-weight: 600; color: var(--accent-text); }
.tile-action .symbol { width: 1rem; height: 1rem; }
.hue-1 { background: #1d4fd7; }
.hue-2 { background: #0b6e66; }
.hue-3 { background: #8a3fb8; }
.hue-4 { background: #b3441a; }
.hue-5 { background: #b02a5b; }
.hue-6 { background: #3c5566; }
.figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); }
.figure { display: flex; flex-direction: column-reverse; padding: 1.25rem; border: 1px solid var(--border); border-radius: 1rem; background: var(--surface); }
.figure dt { font-size: 0.875rem; color: var(--text-muted); }
.figure dd { margin: 0; font-size: 1.75rem; font-weight: 650; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; line-height: 1.2; }
.table-scroll { overflow-x: auto; border: 1px solid var(--border); border-radius: 1rem; background: var(--surface); }
.table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
.table caption { padding: 1rem 1.25rem; text-align: left; font-weight: 650; font-size: 1.0625rem; }
.table th, .table td { padding: 0.75rem 1.25rem; text-align: left; border-top: 1px solid var(--border); vertical-align: middle; }
.table thead th { font-size: 0.8125rem; font-weight: 600; color: var(--text-muted); background: var(--surface-sunken); white-space: nowrap; }
.table .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.table tbody tr:hover { background: var(--surface-sunken); }
.empty { padding: 3rem 1.5rem; text-align: center; border: 1px dashed var(--border-strong); border-radius: 1rem; color: var(--text-muted); }
@media (min-width: 40rem) {
  .menu > summary { padding: 0.25rem 0.875rem 0.25rem 0.25rem; }
}
@media (max-width: 39.99rem) {
  .menu-name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
}
@media (forced-colors: active) {
  .avatar, .tile-icon, .emblem { border: 1px solid CanvasText; }
}
`
