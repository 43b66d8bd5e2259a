/** What the pages read, one name a thing. */
export interface Excluded { reason: string; count: number }
export interface Reported { reporting: number; expected: number }
export interface Coverage { facilities: Reported; facilityDays: Reported; states: Reported | null }

export interface Figure {
  indicator: string; period: string; level: string; code: string; status: 'available' | 'not-available' | 'not-applicable'
  value: number | null; numerator: number; denominator: number; excluded: Excluded[]; coverage: Coverage; target: number | null
  reachesTarget: boolean | null; final: boolean; rule: string; asOf: string | null; computedAt: string | null
  incomplete: Excluded[] | null; possibleDuplicates: number; publication: number | null; standsStillSince: string | null
  setAside: number; restated: string | null; parked: number
  name?: string | null; against?: Figure | null; change?: number | null
}

export interface Page<T> { items: T[]; next: string | null; total?: number | null }
export interface Target { year: number; value: number; source: string }
export interface PrintedFigure { indicator: string; institution: string; year: number; value: string; source: string; note: string | null }

export interface Indicator {
  indicator: string; name: string; formula: string; unit: string; direction: string; periodicity: string; rule: string; official: boolean
  source: string | null; targets: Target[]; exclusionReasons: string[]; history: PrintedFigure[]
}

export interface MissingItem {
  clave: string; description: string | null; prescriptions: number; lines: number; pieces: number; facilitiesAtZero?: number | null
}

export interface Publication {
  number: number; publishedAt: string; value: number | null; numerator: number; denominator: number; difference: number | null
  cause: Record<string, number> | null; position: number | null; hash: string | null
}

export interface DocumentRow {
  documentId: string; version: number; facility: string; localDate: string; included: boolean; reason: string | null; complete: boolean | null
  numerator: number; denominator: number; folio?: string | null; number?: string | null; facilityName?: string | null
}
