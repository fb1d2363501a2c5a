/** A job at the company: the STYRK-98 code that its employments carry, and what it pays. */
export interface Occupation {
  readonly code: string;
  readonly title: string;
  readonly department: DepartmentKey;
  /** What it pays at least and at most: NOK a year, or NOK an hour when paid by the hour. */
  readonly pay: { readonly period: 'ANNUAL' | 'MONTHLY' | 'HOURLY'; readonly least: number; readonly most: number };
}

export const DEPARTMENTS = {
  management: { name: 'Ledelse', parent: null, costCenter: '100' },
  finance: { name: 'Økonomi og lønn', parent: 'management', costCenter: '110' },
  safety: { name: 'HMS og kvalitet', parent: 'management', costCenter: '120' },
  projects: { name: 'Prosjekt', parent: 'management', costCenter: '200' },
  building: { name: 'Bygg', parent: 'projects', costCenter: '210' },
  groundworks: { name: 'Anlegg', parent: 'projects', costCenter: '220' },
  workshop: { name: 'Verksted og maskin', parent: 'projects', costCenter: '230' },
} as const satisfies Record<string, { name: string; parent: string | null; costCenter: string }>;
export type DepartmentKey = keyof typeof DEPARTMENTS;

const annual = (least: number, most: number) => ({ period: 'ANNUAL', least, most }) as const;
const monthly = (least: number, most: number) => ({ period: 'MONTHLY', least, most }) as const;
const hourly = (least: number, most: number) => ({ period: 'HOURLY', least, most }) as const;

export const OCCUPATIONS = {
  director: { code: '1210101', title: 'Daglig leder', department: 'management', pay: annual(1_150_000, 1_400_000) },
  financeManager: { code: '1231101', title: 'Økonomisjef', department: 'finance', pay: annual(890_000, 1_050_000) },
  payrollOfficer: { code: '4121109', title: 'Lønnsmedarbeider', department: 'finance', pay: annual(520_000, 610_000) },
  accountant: { code: '3432101', title: 'Regnskapskonsulent', department: 'finance', pay: monthly(43_000, 52_000) },
  safetyAdviser: { code: '3152114', title: 'HMS-rådgiver', department: 'safety', pay: annual(640_000, 760_000) },
  projectManager: { code: '1223104', title: 'Prosjektleder', department: 'projects', pay: annual(820_000, 980_000) },
  engineer: { code: '2142114', title: 'Prosjektingeniør', department: 'projects', pay: annual(680_000, 820_000) },
  itEngineer: { code: '3120105', title: 'IT-ingeniør', department: 'management', pay: annual(650_000, 790_000) },
  foreman: { code: '7120101', title: 'Formann', department: 'groundworks', pay: monthly(50_000, 58_000) },
  carpenter: { code: '7125101', title: 'Tømrer', department: 'building', pay: hourly(238, 275) },
  concreteWorker: { code: '7121104', title: 'Betongfagarbeider', department: 'building', pay: hourly(232, 268) },
  machineOperator: { code: '8332101', title: 'Anleggsmaskinfører', department: 'groundworks', pay: hourly(236, 272) },
  surveyor: { code: '3118107', title: 'Stikningstekniker', department: 'groundworks', pay: monthly(46_000, 54_000) },
  lorryDriver: { code: '8324104', title: 'Lastebilsjåfør', department: 'groundworks', pay: hourly(222, 255) },
  mechanic: { code: '7233104', title: 'Anleggsmaskinmekaniker', department: 'workshop', pay: monthly(44_500, 51_000) },
  welder: { code: '7212104', title: 'Sveiser', department: 'workshop', pay: hourly(230, 262) },
} as const satisfies Record<string, Occupation>;
export type OccupationKey = keyof typeof OCCUPATIONS;
