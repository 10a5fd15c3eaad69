/**
 * Words for the same thing, in the languages that field names are met in, without accents and in small letters. The first
 * of each row is what all of them are read as; several words in one entry are read together.
 */
const sameThings: readonly (readonly string[])[] = [
  [
    'email',
    'e mail',
    'mail',
    'email address',
    'e mail address',
    'mail address',
    'emailaddress',
    'mailadresse',
    'e mail adresse',
    'emailadresse',
    'courriel',
    'correo',
    'correo electronico',
    'adresse email',
  ],
  ['recipient', 'to', 'receiver', 'empfanger', 'destinataire', 'destinatario', 'send to', 'mail to'],
  ['given', 'first name', 'firstname', 'given name', 'givenname', 'forename', 'fname', 'vorname', 'prenom', 'first'],
  [
    'family',
    'last name',
    'lastname',
    'family name',
    'familyname',
    'surname',
    'lname',
    'nachname',
    'familienname',
    'nom de famille',
    'apellido',
    'apellidos',
  ],
  ['name', 'full name', 'fullname', 'display name', 'displayname', 'nom', 'nombre'],
  [
    'phone',
    'phone number',
    'phonenumber',
    'telephone',
    'telephone number',
    'tel',
    'mobile',
    'mobile phone',
    'mobile number',
    'cell',
    'cell phone',
    'handy',
    'handynummer',
    'telefon',
    'telefonnummer',
    'telefono',
    'msisdn',
  ],
  [
    'amount',
    'total',
    'price',
    'sum',
    'cost',
    'total amount',
    'amount total',
    'total price',
    'grand total',
    'betrag',
    'summe',
    'gesamt',
    'gesamtbetrag',
    'preis',
    'montant',
    'prix',
    'importe',
    'precio',
  ],
  ['currency', 'currency code', 'iso currency', 'wahrung', 'devise', 'moneda'],
  ['link', 'url', 'uri', 'href', 'web address', 'web link', 'enlace', 'lien'],
  ['website', 'web site', 'homepage', 'home page', 'webseite', 'site web', 'website url', 'sitio web'],
  [
    'message',
    'text',
    'body',
    'content',
    'message text',
    'body text',
    'message body',
    'nachricht',
    'mensaje',
    'texto',
    'texte',
    'inhalt',
  ],
  [
    'subject',
    'title',
    'headline',
    'heading',
    'betreff',
    'titel',
    'titre',
    'asunto',
    'titulo',
    'subject line',
    'summary',
  ],
  [
    'note',
    'notes',
    'comment',
    'comments',
    'remark',
    'remarks',
    'anmerkung',
    'kommentar',
    'memo',
    'notiz',
    'commentaire',
    'nota',
  ],
  ['description', 'details', 'beschreibung', 'descripcion'],
  [
    'company',
    'company name',
    'organisation',
    'organization',
    'organisation name',
    'organization name',
    'org',
    'firma',
    'unternehmen',
    'business',
    'business name',
    'employer',
    'societe',
    'empresa',
  ],
  ['quantity', 'qty', 'count', 'number of items', 'menge', 'anzahl', 'cantidad', 'quantite', 'units'],
  [
    'street',
    'street address',
    'address line 1',
    'address line1',
    'address 1',
    'address1',
    'line 1',
    'line1',
    'strasse',
    'rue',
    'calle',
  ],
  ['city', 'town', 'ort', 'stadt', 'ville', 'ciudad'],
  [
    'postcode',
    'zip',
    'zip code',
    'zipcode',
    'postal code',
    'postalcode',
    'post code',
    'plz',
    'postleitzahl',
    'code postal',
    'codigo postal',
  ],
  ['country', 'country code', 'land', 'pays', 'pais'],
  ['region', 'province', 'bundesland', 'county'],
  ['date', 'datum', 'fecha', 'day'],
  [
    'created',
    'created at',
    'created on',
    'creation date',
    'date created',
    'created date',
    'createdat',
    'erstellt',
    'erstellt am',
  ],
  ['updated', 'updated at', 'modified', 'modified at', 'last modified', 'changed at', 'updatedat'],
  ['due', 'due date', 'due at', 'due on', 'deadline', 'duedate', 'fallig', 'fallig am'],
  ['birthday', 'date of birth', 'birth date', 'birthdate', 'dob', 'geburtsdatum', 'geburtstag'],
  ['start', 'start date', 'starts at', 'start time', 'start at', 'begin', 'begins at', 'beginn'],
  ['end', 'end date', 'ends at', 'end time', 'end at', 'finish', 'ende'],
  ['id', 'identifier', 'uid', 'uuid', 'guid', 'ident'],
  ['number', 'no', 'nr', 'num', 'nummer', 'numero'],
  ['customer', 'client', 'kunde', 'cliente'],
  ['order', 'bestellung', 'auftrag', 'commande', 'pedido'],
  ['invoice', 'bill', 'rechnung', 'facture', 'factura'],
  ['product', 'article', 'artikel', 'produkt', 'produit', 'producto'],
  ['order number', 'bestellnummer', 'auftragsnummer', 'orderno', 'ordernumber'],
  ['invoice number', 'rechnungsnummer', 'invoiceno', 'invoicenumber'],
  ['customer number', 'kundennummer', 'customerno'],
  ['image', 'picture', 'photo', 'bild', 'foto', 'imagen'],
  ['file', 'attachment', 'datei', 'anhang', 'fichier', 'archivo'],
  ['language', 'locale', 'lang', 'sprache', 'langue', 'idioma'],
  ['zone', 'time zone', 'timezone', 'tz', 'zeitzone'],
  ['status', 'state', 'zustand', 'estado', 'etat'],
  ['username', 'user name', 'login', 'login name', 'benutzername'],
  ['vat', 'vat id', 'vat number', 'tax id', 'tax number', 'ust id', 'ustid'],
  ['tag', 'label', 'tags', 'labels', 'schlagwort'],
];

/** Phrases of up to `longestPhrase` words, each with the words it is read as. */
export const phrases: ReadonlyMap<string, readonly string[]> = new Map(
  sameThings.flatMap(([meant = '', ...others]) => others.map((phrase) => [phrase, meant.split(' ')] as const)),
);

export const longestPhrase = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length));

/** Words that say nothing of what a value is. */
export const emptyWords: ReadonlySet<string> = new Set(
  'the a an of for your my our this that please enter new value field und the der die das le la les el los de du item data'.split(
    ' ',
  ),
);

/** Names that mean something only with the thing they belong to: whose id, whose name. */
export const generalWords: ReadonlySet<string> = new Set(
  'id name number status type description note link created updated date quantity image tag code key value'.split(' '),
);

/** What only holds values: the name of a row is the name of whoever the row is about. */
export const holders: ReadonlySet<string> = new Set('row record column cell table sheet entry property'.split(' '));

/** People by their part in a matter: the e-mail of a customer is that of the contact. Not so their ids. */
export const people: ReadonlySet<string> = new Set(
  'customer contact person user buyer lead payer subscriber member guest attendee visitor sender author patient student'.split(
    ' ',
  ),
);

/** What one of a pair is called, the other is not meant. */
const pairs: readonly (readonly [string, string])[] = [
  ['billing', 'shipping'],
  ['billing', 'delivery'],
  ['start', 'end'],
  ['from', 'recipient'],
  ['sender', 'recipient'],
  ['old', 'new'],
  ['previous', 'next'],
  ['home', 'work'],
  ['private', 'work'],
  ['min', 'max'],
  ['gross', 'net'],
  ['source', 'target'],
  ['buyer', 'seller'],
  ['created', 'updated'],
];

/** The words that contradict a word. */
export const opposites: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...Map.groupBy([...pairs, ...pairs.map(([a, b]) => [b, a] as const)], ([word]) => word)].map(([word, found]) => [
    word,
    new Set(found.map(([, other]) => other)),
  ]),
);

/** What steps do, in their names; not what they do it to. */
export const deeds: ReadonlySet<string> = new Set(
  'get find create add send update delete list search make look lookup read write fetch call when new received receive post set append start run each prepare wait change remove upload download save'.split(
    ' ',
  ),
);

/** What a value with such a word in its name is made for, machines know: nobody means it who asks for the rest of the name. */
export const technical: ReadonlySet<string> = new Set('raw header hash signature token secret etag cursor'.split(' '));
