import { UserManager, InMemoryWebStorage, WebStorageStateStore, type User } from 'oidc-client-ts'
import { ownPath } from '../address'
import type { Config } from './session'

interface Got {
    token: string
    seconds: number
}

let manager: UserManager | null = null

/** Code with PKCE. What is kept over the redirect is state and verifier, in the session's storage; tokens stay in memory. */
const managerOf = (config: Config) =>
    (manager ??= new UserManager({
        authority: config.authority!,
        client_id: config.clientId!,
        redirect_uri: `${location.origin}/entrar/listo`,
        popup_redirect_uri: `${location.origin}/entrar/listo`,
        post_logout_redirect_uri: `${location.origin}/`,
        scope: config.scope ?? 'openid',
        response_type: 'code',
        loadUserInfo: false,
        userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
        stateStore: new WebStorageStateStore({ store: sessionStorage }),
        automaticSilentRenew: false,
    }))

const got = (user: User | null): Got | null => (user ? { token: user.access_token, seconds: user.expires_in ?? 300 } : null)

/** @param askAnew also where the authority still knows the person: who, and the password. */
export const start = (config: Config, returnTo: string | null, askAnew: boolean) =>
    managerOf(config).signinRedirect({ state: { returnTo }, ...(askAnew && { prompt: 'login' }) })

/** In a window of its own, so that the page behind it keeps what was typed. */
export const over = async (config: Config, askAnew: boolean) =>
    got(await managerOf(config).signinPopup(askAnew ? { prompt: 'login' } : {}))

/** This is that window, back from the authority: tells the page that opened it, and closes. */
export const isOver = () => window.opener !== null
export const tellOpener = (config: Config) => managerOf(config).signinPopupCallback()

export async function finish(config: Config): Promise<Got | null> {
    const user = await managerOf(config).signinRedirectCallback()
    const { returnTo } = (user.state ?? {}) as { returnTo?: string | null }
    history.replaceState(null, '', ownPath(returnTo) ?? '/entrar')
    return got(user)
}

export const current = async (config: Config) => got(await managerOf(config).getUser())
export const renew = async (config: Config) =>
    got(
        await managerOf(config)
            .signinSilent()
            .catch(() => null),
    )
export const end = (config: Config) => managerOf(config).signoutRedirect()
