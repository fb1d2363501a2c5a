/*
 * The people of the invented company, and names for those beyond the first 40. The names hold what real names hold
 * and software gets wrong: Norwegian, Sami and Polish letters, double names, spaces and hyphens. The story
 * (demo-story) tells what each of the first 40 shows; their places here must not change. For example, the Ekelands,
 * Tuva and Marius, share one login.
 */
import type { OccupationKey } from './occupations.ts';

/** Somebody of the company of 40, invented. */
export interface CastMember {
  readonly firstName: string;
  readonly lastName: string;
  readonly gender: 'Female' | 'Male';
  readonly occupation: OccupationKey;
}

const woman = (firstName: string, lastName: string, occupation: OccupationKey): CastMember => ({
  firstName,
  lastName,
  gender: 'Female',
  occupation,
});
const man = (firstName: string, lastName: string, occupation: OccupationKey): CastMember => ({
  firstName,
  lastName,
  gender: 'Male',
  occupation,
});

/** The first 40, in the order in which Simployer lists them. */
export const CAST: readonly CastMember[] = [
  woman('Ingrid', 'Solbakken', 'director'),
  man('Torbjørn', 'Fjellheim', 'financeManager'),
  woman('Máret Áile', 'Sara', 'payrollOfficer'),
  man('Paweł', 'Wiśniewski', 'concreteWorker'),
  woman('Åsa', 'Lindqvist', 'engineer'),
  man('Kristoffer', 'Aamodt', 'machineOperator'),
  woman('Silje', 'Bråthen', 'safetyAdviser'),
  man('Håkon', 'Øvrebø', 'foreman'),
  woman('Anne-Grethe', 'Nygård', 'accountant'),
  man('Jan Erik', 'Nygaard', 'carpenter'),
  man('Niillas', 'Somby', 'machineOperator'),
  woman('Ragnhild', 'Tveiten', 'itEngineer'),
  man('Emil', 'Sørlie', 'carpenter'),
  man('Krzysztof', 'Zieliński', 'concreteWorker'),
  man('Mindaugas', 'Šimkus', 'welder'),
  woman('Bente', 'Myhre', 'accountant'),
  man('Odd-Arne', 'Rødseth', 'lorryDriver'),
  woman('Sunniva', 'Kleppe', 'engineer'),
  man('Jiří', 'Dvořák', 'welder'),
  woman('Hanne', 'Løkken', 'projectManager'),
  man('Simen', 'Håland', 'surveyor'),
  man('Jürgen', 'Großmann', 'engineer'),
  man('Vegard', 'Stølen', 'foreman'),
  woman('Tuva', 'Ekeland', 'accountant'),
  man('Marius', 'Ekeland', 'mechanic'),
  woman('Gunnhild', 'Årdal', 'surveyor'),
  woman('Agnieszka', 'Dąbrowska', 'engineer'),
  woman('Darja', 'Kovačič', 'concreteWorker'),
  woman('Biret Ánne', 'Eira', 'projectManager'),
  man('Lars', 'Myklebust', 'carpenter'),
  man('Trond', 'Haugerud', 'lorryDriver'),
  woman('Maren', 'Sætre', 'machineOperator'),
  man('Ole Kristian', 'Bjørnstad', 'mechanic'),
  man('Björn', 'Söderström', 'surveyor'),
  woman('Frøydis', 'Engebretsen', 'safetyAdviser'),
  man('Petter', "D'Andrea", 'carpenter'),
  woman('Synnøve', 'Hegg', 'projectManager'),
  man('Eirik', 'Dalsbø', 'machineOperator'),
  woman('Kaja', 'Ulriksen-Åsheim', 'welder'),
  man('Yngve', 'Skår', 'lorryDriver'),
];

export const FEMALE_NAMES = [
  'Kari',
  'Marit',
  'Astrid',
  'Ragna',
  'Solveig',
  'Åshild',
  'Inga',
  'Guro',
  'Liv',
  'Ellen Sofie',
  'Małgorzata',
  'Zuzana',
  'Linnéa',
  'Sárá',
  'Märta',
  'Ønne',
  'Ida',
  'Nora',
  'Emma',
  'Thea',
] as const;
export const MALE_NAMES = [
  'Ola',
  'Per',
  'Knut',
  'Arne',
  'Bjørn',
  'Øyvind',
  'Åge',
  'Sverre',
  'Leif',
  'Magnus',
  'Łukasz',
  'Tomáš',
  'Göran',
  'Ánte',
  'Jørn',
  'Sondre',
  'Henrik',
  'Jonas',
  'Lukas',
  'Aksel',
] as const;
export const LAST_NAMES = [
  'Hansen',
  'Johansen',
  'Olsen',
  'Larsen',
  'Berg',
  'Haugen',
  'Hagen',
  'Lie',
  'Bakken',
  'Moen',
  'Strand',
  'Lunde',
  'Ødegård',
  'Sørensen',
  'Bøe',
  'Næss',
  'Åsen',
  'Kowalczyk',
  'Wójcik',
  'Novák',
  'Sjöberg',
  'Åkesson',
  'Guttorm',
  'Gaup',
  'Utsi',
  'Kazlauskas',
  'Öberg',
  'Vik',
  'Aas',
  'Tangen',
] as const;
