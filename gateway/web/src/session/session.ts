import { forget } from '../api/client'
import { clearCopies, keep, kept } from '../offline/database'

export interface Config {
    authority: string | null
    clientId: string | null
    scope: string | null
    devTokens: boolean
    version: string
}

export interface RolePlace {
    role: string
    state: string | null
    stateName: string | null
    facility: string | null
    facilityName: string | null
    zone: string | null
}

export interface Me {
    name: string
    roles: RolePlace[]
}

/** Of the one-click choice: which role, never a token; a reload asks for a token anew. */
export interface Chosen {
    role: string
    state?: string
    facility?: string
    name: string
}

const chosenKey = 'abasto.rol-de-desarrollo'
const shownKey = 'abasto.rol-mostrado'
/** Set while an authority has let the person in: a reload goes there again, and comes back without a question while its session lasts. */
const enteredKey = 'abasto.con-cuenta'
/** Set while this device is locked, for all its windows: whoever comes back is asked who it is, also after a reload. */
const lockedKey = 'abasto.bloqueado'
const renewBeforeSeconds = 60
/** A line that does not answer so long counts as none: the page must open. */
const settingsWithinMilliseconds = 8_000
/** Who was signed in on this device, for a start without a network: name, roles and places, never a token. */
const rememberedKey = 'person'
interface Remembered {
    me: Me
    chosen: string | null
}

export class NobodySignedIn extends Error {}

/** Who is signed in. The token lives in memory alone: in no address, log or storage. */
class Session {
    me: Me | null = null
    isExpired = false
    private config: Promise<Config> | null = null
    private current: { token: string; until: number } | null = null
    private renewing: Promise<string> | null = null
    private readonly watchers = new Set<() => void>()
    private version = 0

    readonly watch = (told: () => void) => {
        this.watchers.add(told)
        return () => {
            this.watchers.delete(told)
        }
    }

    /** Changes with each change, for React. */
    readonly snapshot = () => this.version

    settings(): Promise<Config> {
        return (this.config ??= fetch('/ui/config', { signal: AbortSignal.timeout(settingsWithinMilliseconds) })
            .then(x => x.json() as Promise<Config>)
            .catch(why => {
                this.config = null
                throw why
            }))
    }

    /** The role and place that is shown; one of those that the person has. */
    get shown(): RolePlace | null {
        const roles = this.me?.roles ?? []
        const kept = sessionStorage.getItem(shownKey)
        return roles.find(x => keyOf(x) === kept) ?? roles[0] ?? null
    }

    show(role: RolePlace) {
        sessionStorage.setItem(shownKey, keyOf(role))
        this.changed()
    }

    /**
     * At the start of the page: goes on with what there was. False: nobody is signed in. Without a network whoever was signed in on
     * this device goes on recording; to send, the server must know the person again.
     */
    async resume(): Promise<boolean> {
        let config: Config
        try {
            config = await this.settings()
        } catch (why) {
            if (await this.recall()) return true
            throw why
        }
        const chosen = sessionStorage.getItem(chosenKey)
        if (chosen && config.devTokens) {
            await this.choose(JSON.parse(chosen) as Chosen)
            return true
        }
        if (config.authority === null) return false
        const oidc = await import('./oidc')
        if (location.pathname === '/entrar/listo' && oidc.isOver()) {
            await oidc.tellOpener(config)
            return false
        }
        const got = location.pathname === '/entrar/listo' ? await oidc.finish(config) : await oidc.current(config)
        if (got) {
            sessionStorage.setItem(enteredKey, 'sí')
            await this.take(got.token, got.seconds)
            return true
        }
        if (sessionStorage.getItem(enteredKey) === null) return false
        sessionStorage.removeItem(enteredKey) // once: an authority that does not answer must not be asked for ever
        await oidc.start(config, location.pathname + location.search, this.isLocked)
        return false
    }

    /** One click, where the program was started for development. */
    async choose(chosen: Chosen): Promise<void> {
        sessionStorage.setItem(chosenKey, JSON.stringify(chosen))
        const got = await this.developmentToken(chosen)
        await this.take(got.token, got.seconds)
    }

    /** @param returnTo null: where the role begins. */
    async signIn(returnTo: string | null): Promise<void> {
        const config = await this.settings()
        await (await import('./oidc')).start(config, returnTo, this.isLocked)
    }

    get isLocked(): boolean {
        return localStorage.getItem(lockedKey) !== null
    }

    /** Hides the screen until the person says again who it is. What waits to be sent goes on being sent. */
    lock() {
        if (!this.me || this.isLocked) return
        localStorage.setItem(lockedKey, 'sí')
        this.changed()
    }

    /**
     * Signs in again over the page, which keeps what was typed. Without a network nobody can be asked for a password: whoever was
     * signed in goes on, as after a start without a network.
     */
    async signInOver(): Promise<void> {
        const chosen = sessionStorage.getItem(chosenKey)
        try {
            await fetch('/ui/config', { cache: 'no-store', signal: AbortSignal.timeout(settingsWithinMilliseconds) })
        } catch {
            this.unlock()
            return
        }
        const config = await this.settings()
        if (chosen && config.devTokens) {
            await this.choose(JSON.parse(chosen) as Chosen)
            return
        }
        const got = config.authority === null ? null : await (await import('./oidc')).over(config, this.isLocked)
        if (!got) throw new NobodySignedIn()
        const before = this.me?.name
        await this.take(got.token, got.seconds)
        if (this.me?.name !== before) location.assign('/') // somebody else: what the first one typed waits under the first one's name
    }

    private unlock() {
        localStorage.removeItem(lockedKey)
        this.changed()
    }

    /** The person is shown until the authority has been told: whoever closed the page before it would still be signed in there. */
    async signOut(): Promise<void> {
        const config = await this.settings()
        const wasByAuthority = sessionStorage.getItem(chosenKey) === null
        sessionStorage.removeItem(chosenKey)
        sessionStorage.removeItem(enteredKey)
        sessionStorage.removeItem(shownKey)
        localStorage.removeItem(lockedKey)
        await clearCopies() // another person's figures and stock; what waits to be sent stays
        try {
            if (config.authority !== null && wasByAuthority) await (await import('./oidc')).end(config)
        } finally {
            this.current = null
            this.me = null
            forget()
            this.changed()
        }
    }

    async token(): Promise<string> {
        if (this.current && this.current.until > Date.now()) return this.current.token
        return (this.renewing ??= this.renew().finally(() => {
            this.renewing = null
        }))
    }

    expired() {
        this.current = null
        this.isExpired = true
        this.changed()
    }

    private async renew(): Promise<string> {
        const config = await this.settings()
        const chosen = sessionStorage.getItem(chosenKey)
        const got =
            chosen && config.devTokens
                ? await this.developmentToken(JSON.parse(chosen) as Chosen)
                : config.authority !== null
                  ? await (await import('./oidc')).renew(config)
                  : null
        if (!got) {
            // An authority that could not be reached has not ended the session: this throws without a network.
            await fetch('/ui/config', { cache: 'no-store' })
            this.expired()
            throw new NobodySignedIn()
        }
        this.keep(got.token, got.seconds)
        return got.token
    }

    private async developmentToken(chosen: Chosen): Promise<{ token: string; seconds: number }> {
        const answer = await fetch('/dev/token', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(chosen),
        })
        if (!answer.ok) throw new Error(((await answer.json()) as { detail?: string }).detail ?? answer.statusText)
        const told = (await answer.json()) as { access_token: string; expires_in: number }
        return { token: told.access_token, seconds: told.expires_in }
    }

    private async take(token: string, seconds: number) {
        this.keep(token, seconds)
        forget()
        const answer = await fetch('/me', { headers: { authorization: `Bearer ${token}` } })
        if (!answer.ok) throw new Error(answer.statusText)
        this.me = (await answer.json()) as Me
        this.isExpired = false
        localStorage.removeItem(lockedKey)
        const remembered: Remembered = { me: this.me, chosen: sessionStorage.getItem(chosenKey) }
        void keep(rememberedKey, remembered).catch(() => {}) // a browser that keeps nothing works on line
        this.changed()
    }

    private async recall(): Promise<boolean> {
        const found = await kept<Remembered | null>(rememberedKey).catch(() => null)
        if (!found?.data) return false
        this.me = found.data.me
        if (found.data.chosen !== null) sessionStorage.setItem(chosenKey, found.data.chosen)
        this.changed()
        return true
    }

    private keep(token: string, seconds: number) {
        this.current = { token, until: Date.now() + Math.max(5, seconds - renewBeforeSeconds) * 1000 }
    }

    private changed() {
        this.version++
        for (const told of this.watchers) told()
    }
}

/** They record what a unit or warehouse of theirs has. */
export const isUnitRole = (x: RolePlace | null) => x?.role === 'pharmacy' || x?.role === 'warehouse'
export const keyOf = (x: RolePlace) => `${x.role}:${x.facility ?? x.state ?? ''}`
export const session = new Session()
