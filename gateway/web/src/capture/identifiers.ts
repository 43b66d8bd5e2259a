/**
 * The application identifiers of GS1 (General Specifications, section 3) and the form of what follows each. A form is a row of parts:
 * N digits, X characters of the set of 82, Y of the set of 39, Z of the set of 64, each with its length or `..` and the longest;
 * `c` ends in a check digit, `?` may be absent; D is a date of six digits, T three digits once or more, 0 that digit.
 */
const forms = `
    00 N18c
    01 02 03 N14c
    10 21 22 X..20
    11 12 13 15 16 17 D
    20 N2
    235 X..28
    240 241 250 251 400 X..30
    242 N..6
    243 254 X..20
    253 N13c X..17?
    255 N13c N..12?
    30 37 N..8
    3100-3165 3200-3375 3400-3575 3600-3695 N6
    3900-3909 N..15
    3910-3919 3930-3939 N3 N..15
    3920-3929 N..15
    3940-3943 N4
    3950-3955 N6
    401 403 X..30
    402 N17c
    410-417 N13c
    420 X..20
    421 N3 X..9
    422 424 426 N3
    423 425 T
    427 X..3
    4300 4301 4310 4311 4320 X..35
    4302-4306 4312-4316 X..70
    4307 4317 X2
    4308 4319 X..30
    4309 N20
    4318 X..20
    4321-4323 N1
    4324 4325 D N4
    4326 D
    4330-4333 N6 X1?
    7001 N13
    7002 7023 X..30
    7003 D N4
    7004 N..4
    7005 X..12
    7006 D
    7007 D D?
    7008 X..3
    7009 X..10
    7010 X..2
    7011 D N4?
    7020-7022 X..20
    7030-7039 N3 X..27
    7040 N1 X3
    7041 X..4
    710-716 X..20
    7230-7239 X2 X..28
    7240 X..20
    7241 N2
    7242 X..25
    7250 N8
    7251 N12
    7252 N1
    7253 7254 7259 X..40
    7255 X..10
    7256 X..90
    7257 X..70
    7258 X3
    8001 N14
    8002 8012 X..20
    8003 0 N13c X..16?
    8004 X..30
    8005 N6
    8006 8026 N14c N4
    8007 X..34
    8008 N8 N..4?
    8009 X..50
    8010 Y..30
    8011 N..12
    8013 8014 8020 X..25
    8017 8018 N18c
    8019 N..10
    8030 Z..90
    8110 8112 8200 X..70
    8111 N4
    90 X..30
    91-99 X..90`

const characters: Record<string, string> = {
    N: '\\d',
    X: '[!"%&\'()*+,\\-./0-9:;<=>?A-Z_a-z]',
    Y: '[#\\-/0-9A-Z]',
    Z: '[-0-9A-Z_a-z=]',
}

export interface Identifier {
    ai: string
    form: RegExp
    /** Of the groups of the form: a date, or digits that end in a check digit. */
    checks: ('date' | 'check')[]
    /** Characters of what follows, where no separator need end it; null where one must. */
    length: number | null
}

/** Those whose length the General Specifications fix by the first two digits (figure 7.8.5-1): no separator need end them. */
const fixed = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/

function compile(ai: string, parts: string[]): Identifier {
    const checks: Identifier['checks'] = []
    let length = 0
    const pattern = parts.map(part => {
        const [, kind, dots, digits, check, maybe] = /^([NXYZDT0])(\.\.)?(\d*)(c?)(\??)$/.exec(part)!
        length += kind === 'D' ? 6 : Number(digits)
        let one: string
        if (kind === 'D' || check) checks.push(kind === 'D' ? 'date' : 'check')
        if (kind === 'D') one = '(\\d{6})'
        else if (kind === 'T') one = '(?:\\d{3}){1,5}'
        else if (kind === '0') one = '0'
        else one = `${characters[kind!]}{${dots ? '1,' : ''}${digits}}`
        return `(?:${check ? `(${one})` : one})${maybe}`
    })
    return { ai, form: new RegExp(`^${pattern.join('')}$`), checks, length: fixed.test(ai) ? length : null }
}

/** `3100-3165`: 3100 to 3105, 3110 to 3115 … — in a range of measures the last digit, the place of the decimal point, goes from 0 to 5. */
function range(word: string): string[] {
    const [first, last] = word.split('-') as [string, string | undefined]
    const isMeasure = /^3[1-6]/.test(first) && first.length === 4
    return Array.from({ length: Number(last ?? first) - Number(first) + 1 }, (_, i) =>
        String(Number(first) + i).padStart(first.length, '0'),
    ).filter(x => !isMeasure || x.at(-1)! <= '5')
}

const identifiers = new Map<string, Identifier>(
    forms
        .trim()
        .split('\n')
        .flatMap(line => {
            const words = line.trim().split(' ')
            const isNumber = (x: string) => /^\d{2,}/.test(x)
            return words
                .filter(isNumber)
                .flatMap(range)
                .map(
                    ai =>
                        [
                            ai,
                            compile(
                                ai,
                                words.filter(x => !isNumber(x)),
                            ),
                        ] as const,
                )
        }),
)

/** No identifier is the beginning of another. */
export const identifierAt = (text: string): Identifier | undefined =>
    identifiers.get(text.slice(0, 2)) ?? identifiers.get(text.slice(0, 3)) ?? identifiers.get(text.slice(0, 4))

export const identifier = (ai: string): Identifier | undefined => identifiers.get(ai)
