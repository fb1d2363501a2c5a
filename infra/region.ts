/** AWS regions in the European Economic Area; London and Zürich are not. */
const EEA_REGIONS: readonly string[] = [
  'eu-central-1',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-3',
  'eusc-de-east-1',
];

/** What to say before national ids and salaries are kept in a region; null when there is nothing to say. */
export const describeRegion = (region = ''): string | null =>
  region === '' || EEA_REGIONS.includes(region)
    ? null
    : `Warning: ${region} is outside the European Economic Area. National ids, salaries and accounts would pass through ` +
      'it, which the GDPR allows only under conditions of its own (chapter V). Stockholm is eu-north-1.';
