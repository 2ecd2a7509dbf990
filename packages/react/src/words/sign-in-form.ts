import type { Messages, Words } from '../messages.ts'

export type SignInFormKey = Extract<
  keyof Messages,
  | 'signIn'
  | 'emailLabel'
  | 'emailHint'
  | 'emailInvalid'
  | 'continueWithEmail'
  | 'continueWithOrganization'
  | 'otherAddress'
  | 'chooseConnection'
  | 'organizationUnknown'
  | 'passwordLabel'
  | 'passwordWrong'
  | 'showPassword'
  | 'hidePassword'
  | 'back'
  | 'working'
  | 'tooManyAttempts'
  | 'unreachable'
  | 'tryAgain'
>

export type SignInFormTexts = Readonly<Pick<Messages, SignInFormKey>>

export const signInFormWords: Words<SignInFormKey> = {
  en: {
    signIn: 'Sign in',
    emailLabel: 'Work e-mail',
    emailHint: 'The address your organization gave you',
    emailInvalid: 'That does not look like an e-mail address. It needs an @ and a domain, as in name@company.com.',
    continueWithEmail: 'Continue with e-mail',
    continueWithOrganization: 'Continue with {organization}',
    otherAddress: 'Use another address',
    chooseConnection: 'Choose how to sign in',
    organizationUnknown:
      'Single sign-on is not set up for this address. Check the spelling, or ask your IT administrator.',
    passwordLabel: 'Password',
    passwordWrong: 'The address or the password is wrong. Check both and try again.',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    back: 'Back',
    working: 'One moment…',
    tooManyAttempts: 'Too many attempts. Wait a minute, then try again.',
    unreachable: 'There is no answer right now. Check your connection and try again.',
    tryAgain: 'Try again',
  },
  'pt-BR': {
    signIn: 'Entrar',
    emailLabel: 'E-mail de trabalho',
    emailHint: 'O endereço que a sua organização lhe deu',
    emailInvalid:
      'Isso não parece um endereço de e-mail. Ele precisa ter um @ e um domínio, como em nome@empresa.com.br.',
    continueWithEmail: 'Continuar com o e-mail',
    continueWithOrganization: 'Continuar com {organization}',
    otherAddress: 'Usar outro endereço',
    chooseConnection: 'Escolha como entrar',
    organizationUnknown:
      'O login único (SSO) não está configurado para este endereço. Confira a grafia ou fale com a equipe de TI.',
    passwordLabel: 'Senha',
    passwordWrong: 'E-mail ou senha incorretos. Confira os dois e tente de novo.',
    showPassword: 'Mostrar senha',
    hidePassword: 'Ocultar senha',
    back: 'Voltar',
    working: 'Um instante…',
    tooManyAttempts: 'Muitas tentativas. Aguarde um minuto e tente de novo.',
    unreachable: 'Não houve resposta agora. Verifique a sua conexão e tente de novo.',
    tryAgain: 'Tentar de novo',
  },
  es: {
    signIn: 'Iniciar sesión',
    emailLabel: 'Correo de trabajo',
    emailHint: 'La dirección que te dio tu organización',
    emailInvalid: 'Eso no parece una dirección de correo. Debe tener una @ y un dominio, como en nombre@empresa.com.',
    continueWithEmail: 'Continuar con el correo',
    continueWithOrganization: 'Continuar con {organization}',
    otherAddress: 'Usar otra dirección',
    chooseConnection: 'Elige cómo iniciar sesión',
    organizationUnknown:
      'El inicio de sesión único no está configurado para esta dirección. Revisa cómo está escrita o consulta al administrador de TI.',
    passwordLabel: 'Contraseña',
    passwordWrong: 'El correo o la contraseña no son correctos. Revisa ambos e inténtalo de nuevo.',
    showPassword: 'Mostrar contraseña',
    hidePassword: 'Ocultar contraseña',
    back: 'Volver',
    working: 'Un momento…',
    tooManyAttempts: 'Demasiados intentos. Espera un minuto e inténtalo de nuevo.',
    unreachable: 'No hay respuesta en este momento. Comprueba tu conexión e inténtalo de nuevo.',
    tryAgain: 'Intentar de nuevo',
  },
}
