/** Where people of the company live: places that exist, house numbers that mean nobody. */
export const TOWNS = [
  { postalCode: '6002', city: 'Ålesund' },
  { postalCode: '6009', city: 'Ålesund' },
  { postalCode: '6413', city: 'Molde' },
  { postalCode: '8006', city: 'Bodø' },
  { postalCode: '9008', city: 'Tromsø' },
  { postalCode: '9510', city: 'Alta' },
  { postalCode: '9730', city: 'Karasjok' },
  { postalCode: '0150', city: 'Oslo' },
  { postalCode: '0484', city: 'Oslo' },
  { postalCode: '7010', city: 'Trondheim' },
] as const;

export const STREETS = [
  'Storgata',
  'Kirkegata',
  'Skolegata',
  'Fjordveien',
  'Nedre Strandgate',
  'Bjørkeveien',
  'Øvre Møllenberg',
  'Ålekrokvegen',
  'Sjøgata',
  'Havnegata',
  'Grønnegata',
  'Solsidevegen',
] as const;

/** Ways in which Norway is entered, the empty one included. */
export const NORWAY_AS_TYPED = ['NO', 'Norge', 'Norway', 'NOR', 'no', ''] as const;

export const BANKS = [
  { name: 'DNB', bic: 'DNBANOKK' },
  { name: 'SpareBank 1 SMN', bic: 'SPTRNO22' },
  { name: 'SpareBank 1 Nord-Norge', bic: 'SNOWNO22' },
  { name: 'Nordea', bic: 'NDEANOKK' },
  { name: 'Handelsbanken', bic: 'HANDNOKK' },
] as const;
