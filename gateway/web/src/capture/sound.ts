/** Short tones that tell a person who looks at the box, not at the screen, whether a scan was understood. Of this device; can be off. */
const tones = {
    understood: { hertz: 1760, seconds: 0.08 },
    notUnderstood: { hertz: 220, seconds: 0.25 },
}

const key = 'abasto.sonido'
/** Less is comfortable at a counter; 1 is as loud as the device goes. */
const loudness = 0.2
let context: AudioContext | undefined

export const isSoundOn = () => localStorage.getItem(key) !== 'no'

export function turnSound(on: boolean) {
    if (on) localStorage.removeItem(key)
    else localStorage.setItem(key, 'no')
}

/** Never fails: a device without sound works without it. To open the sound takes a tenth of a second: what was scanned is shown before. */
export function play(tone: keyof typeof tones) {
    if (!isSoundOn()) return
    if (context) sound(tone)
    else requestAnimationFrame(() => setTimeout(() => sound(tone), 0))
}

function sound(tone: keyof typeof tones) {
    try {
        const open = (context ??= new AudioContext())
        void open.resume().catch(() => {})
        const { hertz, seconds } = tones[tone]
        const [oscillator, gain, now] = [open.createOscillator(), open.createGain(), open.currentTime]
        oscillator.frequency.value = hertz
        gain.gain.setValueAtTime(loudness, now)
        gain.gain.exponentialRampToValueAtTime(0.001, now + seconds) // an abrupt end clicks
        oscillator.connect(gain).connect(open.destination)
        oscillator.start(now)
        oscillator.stop(now + seconds)
    } catch {
        // no sound
    }
}
