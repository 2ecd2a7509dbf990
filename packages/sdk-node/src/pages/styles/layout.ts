/** The two shapes of a page: one card in the middle, or a product with a header across the top. */
export const layout: string = `
.card-page { align-items: center; padding: 1.25rem 1rem; position: relative; isolation: isolate; }
.card-page::before {
  content: ""; position: fixed; inset: 0; z-index: -1; pointer-events: none;
  background:
    repeating-radial-gradient(circle at 50% 118%, transparent 0 6.5rem, var(--ring) 6.5rem calc(6.5rem + 1px)),
    radial-gradient(60rem 40rem at 12% -10%, var(--glow-one), transparent 70%),
    radial-gradient(54rem 38rem at 100% 108%, var(--glow-two), transparent 70%);
}
.card-page > .brand { margin: auto 0 1.5rem; }
.card-page > .page-footer { margin-bottom: auto; }
.card {
  width: min(27rem, 100%); padding: 1.75rem 1.5rem; border-radius: 1.125rem; border: 1px solid var(--border); background: var(--surface);
  box-shadow: 0 1px 2px rgb(10 20 50 / 0.05), 0 18px 48px -16px rgb(10 20 50 / 0.18);
}
.card > * + * { margin-top: 1.25rem; }
.card h1 + p { margin-top: 0.5rem; }
.page-footer { padding: 1.5rem 0 0.25rem; text-align: center; font-size: 0.8125rem; color: var(--text-muted); }
.page-footer:empty { padding: 2rem 0 0; }
.app-header { position: sticky; top: 0; z-index: 2; border-bottom: 1px solid var(--border); background: var(--surface); }
.app-header-inner { display: flex; align-items: center; gap: 1rem; width: min(72rem, 100%); margin: 0 auto; padding: 0.75rem 1rem; min-height: 4rem; }
.app-header-inner > .brand + * { margin-left: auto; }
.wide-page::before {
  content: ""; position: fixed; inset: 0; z-index: -1; pointer-events: none;
  background: radial-gradient(70rem 30rem at 10% -12rem, var(--glow-one), transparent 72%), radial-gradient(50rem 24rem at 100% -8rem, var(--glow-two), transparent 70%);
}
.wide { width: min(72rem, 100%); margin: 0 auto; padding: 2rem 1rem 3rem; flex: 1; }
.wide > * + * { margin-top: 1.5rem; }
.wide-page > .page-footer { padding: 0 1rem 2rem; }
@media (min-width: 40rem) {
  .card { padding: 2.5rem; }
  .app-header-inner { padding: 0.75rem 1.5rem; }
  .wide { padding: 3rem 1.5rem 4rem; }
  .wide h1 { font-size: 2rem; }
}
@media (prefers-color-scheme: dark) {
  .card { box-shadow: 0 24px 60px -20px rgb(0 0 0 / 0.6); }
}
`
