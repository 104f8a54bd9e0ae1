import { fallbackName, namesToTry, transliterate } from './customer-name';

it.each([
  ['Юлия Щёлокова', 'Yuliya Shchyolokova'],
  ['Ўткир Ғуломов, қизи Ҳилола', "O'tkir G'ulomov, qizi Hilola"],
  ['Айгүль', 'Aygүl'],
  ['Aziz 🙂', 'Aziz 🙂'],
  ['Андрей'.normalize('NFD'), 'Andrey'],
])('writes %s as %s', (text, latin) => {
  expect(transliterate(text)).toBe(latin);
});

it('tries a Cyrillic name as it is, then in Latin letters, then the fallback', () => {
  expect(namesToTry(77, ' Азиз ', 'Каримов')).toEqual([
    { firstName: 'Азиз', lastName: 'Каримов' },
    { firstName: 'Aziz', lastName: 'Karimov' },
    { firstName: 'Telegram 77', lastName: undefined },
  ]);
});

it('does not try the same name twice', () => {
  expect(namesToTry(77, 'Aziz', '')).toEqual([{ firstName: 'Aziz', lastName: undefined }, fallbackName(77)]);
});

it('names a person without a name by the chat', () => {
  expect(namesToTry(77, ' ', 'Karimov')).toEqual([{ firstName: 'Telegram 77', lastName: undefined }]);
});
