import { PNG } from 'pngjs';
import { demoShop } from './demo-shop-data';
import { ItemPictures, renderItemPicture } from './pictures';

describe('pictures of the demo shop', () => {
  const [withPicture, withoutPicture] = [1001, 5008];

  it('are square PNGs of the size asked for', () => {
    const picture = new ItemPictures().byFileName(`${withPicture}-100.png`);
    expect(picture && PNG.sync.read(picture)).toMatchObject({ width: 100, height: 100 });
  });

  it('look the same each time and differ between goods', () => {
    const draw = (itemId: number): string | undefined => renderItemPicture(itemId, 40)?.toString('base64');
    expect(draw(withPicture)).toBe(draw(withPicture));
    expect(draw(withPicture)).not.toBe(draw(1002));
  });

  it('are drawn once', () => {
    const pictures = new ItemPictures();
    const name = `${withPicture}-100.png`;
    expect(pictures.byFileName(name)).toBe(pictures.byFileName(name));
  });

  it.each([
    ['of goods without one', `${withoutPicture}-300.png`],
    ['of unknown goods', '9-300.png'],
    ['in another size', `${withPicture}-5000.png`],
    ['by another name', '../package.json'],
  ])('do not exist %s', (_what, fileName) => {
    expect(new ItemPictures().byFileName(fileName)).toBeUndefined();
  });

  it('exist for every address that the shop gives to REGOS', () => {
    const pictured = demoShop('http://host/pictures').items.filter(({ imageUrl }) => imageUrl !== undefined);
    for (const { id, imageUrl } of pictured) {
      expect(imageUrl).toBe(`http://host/pictures/${id}-{size}.png`);
      expect(renderItemPicture(id, 8)).toBeDefined();
    }
  });
});
