export const share = {
  button: '📤 Поделиться',
  open: '🛍 Смотреть в магазине',
  openShop: '🛍 Открыть магазин',
  nothing: 'Ничего не нашлось. Открыть магазин',
};
