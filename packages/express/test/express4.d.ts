/** Express 4 under its alias: for these tests it has the shape of Express 5. */
declare module 'express4' {
  export { default } from 'express'
}
