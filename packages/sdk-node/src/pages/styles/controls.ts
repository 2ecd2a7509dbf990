/** What people press and fill in, and what answers them. */
export const controls: string = `
.field { display: grid; gap: 0.375rem; }
.field > label { font-weight: 600; font-size: 0.9375rem; }
.hint { font-size: 0.875rem; color: var(--text-muted); }
.input {
  width: 100%; min-height: 3rem; padding: 0.625rem 0.875rem; font: inherit; color: inherit; background: var(--surface);
  border: 1px solid var(--border-strong); border-radius: 0.625rem;
}
.input::placeholder { color: var(--text-muted); opacity: 0.85; }
.input:hover { border-color: var(--text-muted); }
.input:focus-visible { outline: 2px solid var(--accent-text); outline-offset: 0; border-color: var(--accent-text); box-shadow: 0 0 0 5px var(--accent-soft); }
.input[aria-invalid="true"] { border-color: var(--danger-text); }
input[type="checkbox"] { width: 1rem; height: 1rem; margin: 0 0.25rem 0 0; vertical-align: -0.125rem; accent-color: var(--accent); }
.button {
  display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem; min-height: 2.75rem; padding: 0.5rem 1.125rem;
  font: inherit; font-weight: 600; line-height: 1.25; text-align: center; text-decoration: none; cursor: pointer;
  border: 1px solid transparent; border-radius: 0.625rem; color: var(--on-accent); background: var(--accent);
  box-shadow: 0 1px 2px rgb(10 20 50 / 0.12);
}
.button:hover { background: var(--accent-hover); }
.button:active { transform: translateY(1px); }
.button.secondary { color: var(--text); background: var(--surface); border-color: var(--border-strong); box-shadow: none; }
.button.secondary:hover { background: var(--surface-sunken); }
.button.danger { color: var(--on-danger); background: var(--danger); }
.button.danger:hover { background: var(--danger-hover); }
.button.quiet { color: var(--text-muted); background: transparent; box-shadow: none; }
.button.quiet:hover { color: var(--text); background: var(--surface-sunken); }
.button.small { min-height: 2.25rem; padding: 0.25rem 0.75rem; font-size: 0.875rem; }
.button.block { display: flex; width: 100%; }
.card .button.block { min-height: 3rem; }
.alert { display: flex; gap: 0.75rem; padding: 0.875rem 1rem; border-radius: 0.75rem; font-size: 0.9375rem; border: 1px solid transparent; color: var(--accent-text); background: var(--accent-soft); }
.alert.danger { color: var(--danger-text); background: var(--danger-soft); }
.alert.success { color: var(--success-text); background: var(--success-soft); }
.alert.warning { color: var(--warning-text); background: var(--warning-soft); }
.emblem { display: grid; place-items: center; width: 3rem; height: 3rem; border-radius: 50%; color: var(--accent-text); background: var(--accent-soft); }
.emblem.danger { color: var(--danger-text); background: var(--danger-soft); }
.emblem.success { color: var(--success-text); background: var(--success-soft); }
.symbol { flex: none; width: 1.5rem; height: 1.5rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.alert .symbol { width: 1.25rem; height: 1.25rem; margin-top: 0.1rem; }
.choices { list-style: none; padding: 0; display: grid; gap: 0.625rem; }
.choice { display: flex; align-items: center; gap: 0.875rem; padding: 0.875rem 1rem; border: 1px solid var(--border); border-radius: 0.75rem; color: var(--text); font-weight: 600; text-decoration: none; background: var(--surface); }
.choice:hover { border-color: var(--accent-text); background: var(--accent-soft); }
.choice.tick { align-items: flex-start; cursor: pointer; }
.choice.tick > input { flex: none; margin-top: 0.25rem; }
.choice.tick .small { display: block; font-weight: 400; }
.choice .symbol { margin-left: auto; color: var(--text-muted); }
.facts { display: grid; gap: 0.75rem; padding: 0.875rem 1rem; border-radius: 0.75rem; background: var(--surface-sunken); font-size: 0.875rem; }
.facts dt { color: var(--text-muted); }
.facts dd { margin: 0; }
.copyable { font: 500 0.875rem/1.5 ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; user-select: all; -webkit-user-select: all; overflow-wrap: anywhere; }
.spinner { width: 2.5rem; height: 2.5rem; border-radius: 50%; border: 3px solid var(--accent-soft); border-top-color: var(--accent-text); }
@media (prefers-reduced-motion: no-preference) {
  .spinner { animation: turn 0.9s linear infinite; }
  @keyframes turn { to { transform: rotate(1turn); } }
}
`
