/** How old a response may be. It only has to cross a browser. */
export const maxAgeSeconds: number = 600
