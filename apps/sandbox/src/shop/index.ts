export { demoShop } from './demo-shop-data';
export { ItemPictures, renderItemPicture } from './pictures';
