/** The languages our pages speak. */
export type Locale = 'en' | 'pt-BR' | 'es'
