import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './support/launch-chromium.ts'
import { ana } from './support/people.ts'
import { askToSignIn, typePassword } from './support/sign-in.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { startPickerApp, type PickerApp } from './support/start-picker-app.ts'
import { visit } from './support/visit.ts'

let demo: Demo
let chromium: Browser
let picker: PickerApp

beforeAll(async () => {
  ;[demo, chromium] = await Promise.all([startDemo(), launchChromium()])
  picker = await startPickerApp(demo.launchpadUrl)
})

afterAll(async () => {
  await chromium?.close()
  await picker?.stop()
  expect(await demo?.stop()).toBe(0)
})

const languages = [
  {
    browser: 'pt-BR',
    lang: 'pt-BR',
    signIn: ['Entrar', 'E-mail de trabalho', 'Continuar com o e-mail'],
    error: ['Não foi possível entrar', 'Começar de novo'],
    picker: 'Escolha como entrar',
    login: ['Entrar', 'para continuar em Procurement', 'Senha'],
    formPost: ['Indo para Procurement', 'Continuar'],
    launchpad: ['Olá, Ana', 'Abrir'],
  },
  {
    browser: 'es-MX',
    lang: 'es',
    signIn: ['Iniciar sesión', 'Correo de trabajo', 'Continuar con el correo'],
    error: ['No pudimos iniciar tu sesión', 'Volver a empezar'],
    picker: 'Elige cómo iniciar sesión',
    login: ['Iniciar sesión', 'para continuar en Procurement', 'Contraseña'],
    formPost: ['Te llevamos a Procurement', 'Continuar'],
    launchpad: ['Hola, Ana', 'Abrir'],
  },
  {
    browser: 'de-DE',
    lang: 'en',
    signIn: ['Sign in', 'Work e-mail', 'Continue with e-mail'],
    error: ['We could not sign you in', 'Start again'],
    picker: 'Choose how to sign in',
    login: ['Sign in', 'to continue to Procurement', 'Password'],
    formPost: ['Taking you to Procurement', 'Continue'],
    launchpad: ['Hello, Ana', 'Open'],
  },
] as const

describe.each(languages)('a browser that asks for $browser', ({ browser, lang, ...words }) => {
  it('reads the pages of the SDK and of the identity service in its language, or in English', () =>
    visit(chromium, { locale: browser, javaScriptEnabled: false, failures: [404] }, async (page) => {
      const expectWords = async (...expected: readonly string[]): Promise<void> => {
        const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
        for (const word of expected) expect(text).toContain(word)
        expect(await page.locator('html').getAttribute('lang')).toBe(lang)
      }
      await page.goto(`${demo.appUrl}/auth/login`)
      await expectWords(...words.signIn)
      await page.goto(`${demo.appUrl}/auth/login?email=someone@example.test`)
      await expectWords(...words.error)
      await page.goto(picker.pickerUrl)
      await expectWords(words.picker)
      await askToSignIn(page, demo.appUrl, ana)
      await page.locator('input[name=password]').waitFor()
      await expectWords(...words.login)
      await typePassword(page, ana)
      await page.locator('form[action$="/acs"]').waitFor()
      await expectWords(...words.formPost)
      await page.goto(`${demo.launchpadUrl}/`)
      await expectWords(...words.launchpad)
    }))
})
