/** Everything that is not eaten; the lines are those of `FOOD`. */
export const HOME = `
washing-powder | Бытовая химия | Порошок стир. {b} {v} / СТИР. ПОРОШОК {b} {v} / Kir yuvish kukuni {b} {v} / Стиральный порошок {b} {v} | Tide, Ariel, Persil, Миф, Barf, BiMax | автомат 3кг, авт. 1.5кг, ручн. 400г, Color 6кг
washing-gel | Бытовая химия | Гель д/стирки {b} {v} / ГЕЛЬ ДЛЯ СТИРКИ {b} {v} / Капсулы д/стирки {b} {v} | Persil, Ariel, Losk | 1.3л, 15шт, 2л
fabric-softener | Бытовая химия | Кондиционер д/белья {b} {v} / КОНД. ДЛЯ БЕЛЬЯ {b} {v} | Lenor, Vernel, Lotus | 1л, 910мл
stain-remover | Бытовая химия | Пятновыводитель {b} {v} / ПЯТНОВЫВОД. {b} {v} | Vanish, Ace | 450мл, 1л
dish-liquid | Бытовая химия | Ср-во д/посуды {b} {v} / СР-ВО Д/МЫТЬЯ ПОСУДЫ {b} {v} / Idish yuvish vositasi {b} {v} / Средство для посуды {b} {v} | Fairy, Pril, AOS, Миф | лимон 450мл, 900мл, 500мл
bleach | Бытовая химия | Отбеливатель {b} {v} / Белизна {b} {v} / ОТБЕЛИВАТЕЛЬ {b} {v} | Ace, Оптимум, Domestos | 1л, гель 750мл
toilet-cleaner | Бытовая химия | Ср-во д/унитаза {b} {v} / СР-ВО ЧИСТ. Д/УНИТАЗА {b} {v} / Гель д/туалета {b} {v} | Domestos, Туалетный утенок, Harpic | 750мл, 1л, 500мл
cleaner | Бытовая химия | Ср-во чистящее {b} {v} / ЧИСТ. СР-ВО {b} {v} / Tozalash vositasi {b} {v} | Cif, Comet, Пемолюкс, Mr.Proper | 500мл, порошок 475г, крем 250мл
glass-cleaner | Бытовая химия | Ср-во д/стекол {b} {v} / СР-ВО Д/МЫТЬЯ СТЕКОЛ {b} {v} | Mr.Muscle, Clin, Секунда | 500мл, 750мл
drain-cleaner | Бытовая химия | Ср-во д/труб {b} {v} / КРОТ ДЛЯ ТРУБ {b} {v} | Тирет, Mr.Muscle, Deboucher | 1л, 90г
air-freshener | Бытовая химия | Освежитель возд. {b} {v} / ОСВЕЖИТЕЛЬ ВОЗДУХА {b} {v} | Glade, Air Wick, Symphony | лаванда 300мл, цитрус 300мл
insecticide | Бытовая химия | Дихлофос {b} {v} / СР-ВО ОТ ТАРАКАНОВ {b} {v} / Ср-во от комаров {b} {v} | Raid, Combat, Gardex | 300мл, 30шт
sponges | Хозтовары | Губка д/посуды {b} {v} / ГУБКИ КУХ. {b} {v} / Gubka {b} {v} | Paclan, Sindirella, Мелочи жизни | 5шт, 10шт, металл. 3шт
trash-bags | Хозтовары | Мешки д/мусора {b} {v} / ПАКЕТЫ Д/МУСОРА {b} {v} / Axlat paketi {b} {v} | Paclan, Sindirella, Grifon | 35л 30шт, 60л 20шт, 120л 10шт
plastic-bags | Хозтовары | Пакет п/э {b} {v} / Пакет майка {b} {v} / Paket {b} {v} | майка, фасовочный | 100шт, 25x40, 30x50
foil | Хозтовары | Фольга {b} {v} / ФОЛЬГА АЛЮМ. {b} {v} | Paclan, Sayan, Grifon | 10м, 30м
cling-film | Хозтовары | Пленка пищевая {b} {v} / ПЛЕНКА ПИЩ. {b} {v} | Paclan, Sayan | 30м, 200м
baking-paper | Хозтовары | Бумага д/выпечки {b} {v} / ПЕРГАМЕНТ {b} {v} | Paclan, Grifon | 8м, 25м
rubber-gloves | Хозтовары | Перчатки резин. {b} {v} / ПЕРЧАТКИ ХОЗ. {b} {v} / Qoʻlqop {b} {v} | Paclan, Vileda, Sindirella | M, L, S
mop | Хозтовары | Швабра {b} {v} / ШВАБРА {b} {v} / Веник {b} {v} | Vileda, York | с ведром, 120см
bucket | Хозтовары | Ведро {b} {v} / CHELAK {b} {v} / Таз {b} {v} | пласт., оцинк. | 10л, 12л
matches | Хозтовары | Спички {b} {v} / GUGURT {b} {v} / Зажигалка {b} {v} | Cricket, Победа | 10шт, 1шт
candle | Хозтовары | Свеча {b} {v} / SHAM {b} {v} | столовая, ароматич. | 2шт, 1шт
toilet-paper | Бумажная продукция | Бумага туал. {b} {v} / ТУАЛЕТНАЯ БУМАГА {b} {v} / Hojatxona qogʻozi {b} {v} / Т/Б {b} {v} | Zewa, Papia, Familia, Elma, Sof | 4шт, 8шт 3сл, 12шт
paper-towels | Бумажная продукция | Полотенца бум. {b} {v} / ПОЛОТЕНЦА БУМАЖНЫЕ {b} {v} / Qogʻoz sochiq {b} {v} | Zewa, Papia, Elma | 2шт, 4шт
napkins | Бумажная продукция | Салфетки бум. {b} {v} / САЛФЕТКИ {b} {v} / Salfetka {b} {v} | Zewa, Elma, Sof, Papia | 100шт, 24x24 50шт, 150шт
shampoo | Гигиена и уход | Шампунь {b} {v} / ШАМПУНЬ {b} {v} / Shampun {b} {v} / шамп. {b} {v} | Head&Shoulders, Pantene, Clear, Elseve, Чистая линия, Sunsilk, Shauma | 400мл, муж. 200мл, от перхоти 400мл
hair-balm | Гигиена и уход | Бальзам д/волос {b} {v} / БАЛЬЗАМ-ОПОЛАСК. {b} {v} | Pantene, Elseve, Чистая линия | 200мл, 400мл
hair-dye | Гигиена и уход | Краска д/волос {b} {v} / КРАСКА ДЛЯ ВОЛОС {b} {v} | Palette, Garnier, Londa | черный, каштан, блонд
shower-gel | Гигиена и уход | Гель д/душа {b} {v} / ГЕЛЬ ДЛЯ ДУША {b} {v} / Dush geli {b} {v} | Palmolive, Nivea, Fa, Dove | 250мл, муж. 400мл
soap | Гигиена и уход | Мыло туал. {b} {v} / МЫЛО {b} {v} / Sovun {b} {v} / Мыло {b} {v} | Duru, Dove, Safeguard, Palmolive, Camay, Fax | 90г, 4x100г, алоэ 125г
liquid-soap | Гигиена и уход | Мыло жидкое {b} {v} / ЖИДКОЕ МЫЛО {b} {v} / Suyuq sovun {b} {v} | Palmolive, Duru, Fax | 300мл, 1л
laundry-soap | Бытовая химия | Мыло хоз. {b} {v} / ХОЗЯЙСТВЕННОЕ МЫЛО {b} {v} / Kir sovun {b} {v} | 72%, Duru, Ташкент | 200г, 150г
toothpaste | Гигиена и уход | Паста зубная {b} {v} / ЗУБ. ПАСТА {b} {v} / Tish pastasi {b} {v} / Зубная паста {b} {v} | Colgate, Blend-a-med, Sensodyne, Splat, Лесной бальзам | 100мл, 75мл, 150мл отбел.
toothbrush | Гигиена и уход | Щетка зубная {b} {v} / ЗУБ. ЩЕТКА {b} {v} / Tish choʻtkasi {b} {v} | Colgate, Oral-B, Splat | мягкая, сред. жест., детская
mouthwash | Гигиена и уход | Ополаскиватель {b} {v} / ОПОЛАСК. Д/РТА {b} {v} | Listerine, Colgate | 250мл, 500мл
deodorant | Гигиена и уход | Дезодорант {b} {v} / ДЕЗ. {b} {v} / Dezodorant {b} {v} | Rexona, Nivea, Old Spice, Axe, Dove | 150мл спрей, ролик 50мл, стик 45г
razor | Гигиена и уход | Станок д/бритья {b} {v} / СТАНОК {b} {v} / Лезвия {b} {v} | Gillette, Venus, Bic | Mach3, 2шт, 5шт
shaving-foam | Гигиена и уход | Пена д/бритья {b} {v} / ПЕНА ДЛЯ БРИТЬЯ {b} {v} / Гель д/бритья {b} {v} | Gillette, Nivea, Arko | 200мл, sensitive 250мл
pads | Гигиена и уход | Прокладки {b} {v} / ПРОКЛАДКИ {b} {v} / Прокл. {b} {v} | Always, Kotex, Bella, Naturella | ночные 7шт, норм. 10шт, ежедн. 20шт
cotton | Гигиена и уход | Ватные диски {b} {v} / ВАТНЫЕ ПАЛОЧКИ {b} {v} / Paxta {b} {v} | Bella, Aura, Sof | 100шт, 200шт
cream-hand | Гигиена и уход | Крем д/рук {b} {v} / КРЕМ ДЛЯ РУК {b} {v} / Qoʻl kremi {b} {v} / Крем д/лица {b} {v} | Nivea, Бархатные ручки, Чистая линия, Garnier | 75мл, 50мл, увл. 100мл
sanitizer | Гигиена и уход | Антисептик {b} {v} / АНТИСЕПТИК Д/РУК {b} {v} | Sanitelle, Dettol | 50мл, 250мл
plaster | Аптека | Пластырь {b} {v} / ПЛАСТЫРЬ {b} {v} | Luxplast, Верофарм | 10шт, 20шт
mask | Аптека | Маска мед. {b} {v} / МАСКИ МЕДИЦИНСКИЕ {b} {v} / Niqob {b} {v} | 3сл, черная | 50шт, 10шт
condoms | Аптека | Презервативы {b} {v} / ПРЕЗЕРВАТИВ {b} {v} | Durex, Contex | 3шт, 12шт
pen | Канцелярия | Ручка шар. {b} {v} / РУЧКА ШАРИКОВАЯ {b} {v} / Ruchka {b} {v} | Linc, Pilot, Flair, Erich Krause | синяя, черная, 10шт
pencil | Канцелярия | Карандаш {b} {v} / КАРАНДАШИ {b} {v} / Qalam {b} {v} | Koh-i-Noor, Faber-Castell, Deli | HB, цв. 12шт, цв. 24шт
notebook | Канцелярия | Тетрадь {b} {v} / ТЕТРАДЬ {b} {v} / Daftar {b} {v} | Школьная, Attomex, Premium | 12л клетка, 48л линейка, 96л
paper-a4 | Канцелярия | Бумага А4 {b} {v} / БУМАГА ОФИС. А4 {b} {v} / Qogʻoz A4 {b} {v} | SvetoCopy, Снегурочка, Double A | 500л, 80гр 500л
marker | Канцелярия | Маркер {b} {v} / МАРКЕР {b} {v} / Фломастеры {b} {v} | Deli, Centropen, Flair | черный, 12цв, красный
glue-stick | Канцелярия | Клей-карандаш {b} {v} / КЛЕЙ ПВА {b} {v} / Yelim {b} {v} | Deli, Erich Krause | 15г, 65г, 36г
tape | Канцелярия | Скотч {b} {v} / СКОТЧ {b} {v} / Лента клейкая {b} {v} | прозр., двухстор., Deli | 48мм x 50м, 18мм
eraser | Канцелярия | Ластик {b} {v} / Линейка {b} {v} / OʻCHIRGʻICH {b} {v} | Deli, Koh-i-Noor | 1шт, 20см, 30см
album | Канцелярия | Альбом д/рис. {b} {v} / Краски акв. {b} {v} / Пластилин {b} {v} | Гамма, Луч, Hatber | 20л, 12цв, 24цв
school-bag | Канцелярия | Рюкзак {b} {v} / РЮКЗАК ШКОЛЬНЫЙ {b} {v} / Пенал {b} {v} | Grizzly, Hatber | синий, розовый
socks | Одежда и обувь | Носки {b} {v} / НОСКИ МУЖ. {b} {v} / Paypoq {b} {v} | муж., жен., детские, Lux | р.25, р.27, р.23-25, х/б
tights | Одежда и обувь | Колготки {b} {v} / КОЛГОТКИ {b} {v} | Conte, Omsa, детские | 20den, 40den, р.3
t-shirt | Одежда и обувь | Футболка {b} {v} / ФУТБОЛКА {b} {v} / Futbolka {b} {v} | муж., жен., Polo | белая L, черная XL, M
underwear | Одежда и обувь | Трусы {b} {v} / ТРУСЫ {b} {v} / Майка {b} {v} | муж., жен., дет. | р.48, р.52
slippers | Одежда и обувь | Тапочки {b} {v} / ТАПКИ {b} {v} / Shippak {b} {v} | муж., жен., резин. | р.42, р.38
towel | Текстиль | Полотенце {b} {v} / ПОЛОТЕНЦЕ МАХР. {b} {v} / Sochiq {b} {v} | махровое, кухонное, вафельное | 50x90, 70x140
bed-linen | Текстиль | Постельное белье {b} {v} / КПБ {b} {v} / Подушка {b} {v} | бязь, сатин | 1.5сп, евро
umbrella | Одежда и обувь | Зонт {b} / ZONT {b} | автомат, складной | -
usb-cable | Аксессуары для телефонов | Кабель USB {b} {v} / КАБЕЛЬ ЗАРЯДНЫЙ {b} {v} / Kabel {b} {v} / Шнур {b} {v} | Hoco, Baseus, Borofone | Type-C 1м, Lightning 1м, micro 1м
charger | Аксессуары для телефонов | Зарядное устр-во {b} {v} / ЗАРЯДКА {b} {v} / Зарядник {b} {v} / СЗУ {b} {v} | Hoco, Baseus, Samsung | 20W, Type-C 2.4A
headphones | Аксессуары для телефонов | Наушники {b} {v} / НАУШНИКИ {b} {v} / Quloqchin {b} {v} | Hoco, JBL, AirPods | проводные, беспров. TWS, Type-C
phone-case | Аксессуары для телефонов | Чехол {b} {v} / ЧЕХОЛ {b} {v} / Gʻilof {b} {v} | iPhone 13, Redmi Note 12, Samsung A54 | силикон, прозр., книжка
screen-glass | Аксессуары для телефонов | Стекло защ. {b} {v} / ЗАЩИТНОЕ СТЕКЛО {b} {v} | iPhone 13, Redmi Note 12, Samsung A54 | 9D, матовое
powerbank | Аксессуары для телефонов | Повербанк {b} {v} / POWER BANK {b} {v} / Внешний аккумулятор {b} {v} | Hoco, Xiaomi, Baseus | 10000mAh, 20000mAh
usb-flash | Аксессуары для телефонов | Флешка USB {b} {v} / Карта памяти {b} {v} / USB FLASH {b} {v} | SanDisk, Kingston | 32GB, 64GB, 16GB
batteries | Электротовары | Батарейки {b} {v} / БАТАРЕЙКА {b} {v} / Batareyka {b} {v} / Эл. питания {b} {v} | Duracell, Energizer, GP | AA 2шт, AAA 4шт, Крона
bulb | Электротовары | Лампа LED {b} {v} / ЛАМПОЧКА {b} {v} / Lampochka {b} {v} | Philips, Akfa, Osram | E27 9W, E14 6W, 12W
extension-cord | Электротовары | Удлинитель {b} {v} / УДЛИНИТЕЛЬ {b} {v} / Сетевой фильтр {b} {v} | Makel, Viko | 3м 4гн, 5м
socket | Электротовары | Розетка {b} {v} / РОЗЕТКА {b} {v} / Выключатель {b} {v} / Rozetka {b} {v} | Makel, Viko, Legrand | 1-ная, 2-ная, бел.
flashlight | Электротовары | Фонарик {b} / ФОНАРЬ {b} / Fonar {b} | LED, аккум., налобный | -
cement | Стройматериалы | Цемент {b} {v} / ЦЕМЕНТ {b} {v} / Sement {b} {v} | М400, М450, Ахангаран | 50кг, 25кг
plaster-mix | Стройматериалы | Шпатлевка {b} {v} / Штукатурка {b} {v} / ШПАКЛЕВКА {b} {v} / Гипс {b} {v} | Knauf, Dr.Mix, Eleron | 25кг, 5кг
paint | Стройматериалы | Краска {b} {v} / ЭМАЛЬ {b} {v} / Boʻyoq {b} {v} / КРАСКА В/Э {b} {v} | Tikkurila, Лакокраска, Kolorit | белая 2.7л, ПФ-115 1кг, голубая 0.9кг
tile-glue | Стройматериалы | Клей плиточный {b} {v} / КЛЕЙ ДЛЯ КАФЕЛЯ {b} {v} | Knauf, Dr.Mix | 25кг, 5кг
mounting-foam | Стройматериалы | Пена монтажная {b} {v} / ПЕНА МОНТ. {b} {v} / Герметик {b} {v} | Makroflex, Soudal | 750мл, 280мл
nails | Стройматериалы | Гвозди {b} / MIX {b} / Саморезы {b} / ГВОЗДИ {b} | 100мм 1кг, 3.5x35 200шт, 70мм вес. | -
brush-paint | Инструменты | Кисть {b} {v} / Валик {b} {v} / КИСТЬ МАЛЯРНАЯ {b} {v} | Akor, Stayer | 50мм, 100мм, 180мм
tools | Инструменты | Молоток {b} / Отвертка {b} / Плоскогубцы {b} / Bolgʻa {b} / Рулетка {b} | Stayer, Zubr, Sparta, 5м, крест. | -
superglue | Инструменты | Суперклей {b} {v} / КЛЕЙ СЕКУНДА {b} {v} | Момент, Секунда | 3г, 5г
insulating-tape | Инструменты | Изолента {b} {v} / ИЗОЛЕНТА {b} {v} | синяя, черная | 20м, 10м
pan | Посуда | Сковорода {b} {v} / СКОВОРОДА {b} {v} / Tova {b} {v} | Tefal, Kukmara, Биол | 24см, 28см, с крышкой 26см
pot | Посуда | Кастрюля {b} {v} / КАСТРЮЛЯ {b} {v} / Казан {b} {v} / Qozon {b} {v} | эмал., чугун., нерж., Kukmara | 3л, 5л, 8л
plate | Посуда | Тарелка {b} {v} / Ляган {b} {v} / LAGAN {b} {v} / Тарелки одноразовые {b} {v} | Luminarc, керам., Риштан | 20см, 32см
cup | Посуда | Кружка {b} {v} / Пиала {b} {v} / PIYOLA {b} {v} / Стакан {b} {v} | Luminarc, фарфор, Риштан | 300мл, 250мл, 6шт
teapot | Посуда | Чайник {b} {v} / CHOYNAK {b} {v} | заварочный, эл. Artel, эмал. | 1л, 1.7л, 0.6л
cutlery | Посуда | Ложка {b} {v} / Вилка {b} {v} / QOSHIQ {b} {v} / Нож {b} {v} | столовая, чайная, однораз. | 6шт, 12шт, 1шт
thermos | Посуда | Термос {b} {v} / ТЕРМОС {b} {v} | Арктика, Stanley | 0.5л, 1л
toys | Игрушки | Игрушка {b} {v} / ИГРУШКА {b} {v} / Oʻyinchoq {b} {v} / Кукла {b} {v} / Машинка {b} {v} | Hot Wheels, Barbie, Lego, мягкая | мал., бол.
balloon | Игрушки | Шары воздушные {b} / Мяч {b} / TOʻP {b} | 10шт, футбольный, резин. | -
perfume | Гигиена и уход | Духи {b} {v} / Туалетная вода {b} {v} / Atir {b} {v} | Antonio Banderas, Lacoste, Dilis | муж. 100мл, жен. 50мл
nail-polish | Гигиена и уход | Лак д/ногтей {b} {v} / ЛАК ДЛЯ НОГТЕЙ {b} {v} | Golden Rose, Eveline | красный, №15
mascara | Гигиена и уход | Тушь д/ресниц {b} {v} / Помада {b} {v} / ТУШЬ {b} {v} | Maybelline, Eveline, Golden Rose | черная, №5
comb | Гигиена и уход | Расческа {b} {v} / TAROQ {b} {v} / Резинка д/волос {b} {v} | пласт., дерев. | 1шт, 3шт
thermometer | Аптека | Термометр {b} {v} / ГРАДУСНИК {b} {v} | Omron, ртутный | 1шт
vitamins | Аптека | Витамин С {b} {v} / ВИТАМИНЫ {b} {v} | Аскорбинка, Multivit | 10шт, 30шт
jeans | Одежда и обувь | Джинсы {b} {v} / ДЖИНСЫ {b} {v} / Shim {b} {v} | муж., жен. | р.32, р.28
hangers | Хозтовары | Вешалка {b} {v} / Прищепки {b} {v} / ВЕШАЛКИ {b} {v} | пласт., дерев. | 5шт, 20шт
rope | Хозтовары | Веревка {b} {v} / ARQON {b} {v} / Шпагат {b} {v} | бельевая, капрон. | 10м, 20м
lock | Инструменты | Замок {b} {v} / QULF {b} {v} / ЗАМОК НАВЕСНОЙ {b} {v} | Apecs, Border | 50мм, 70мм
hose | Сад и огород | Шланг {b} {v} / ШЛАНГ ПОЛИВ. {b} {v} | силикон, резин. | 15м, 25м
shovel | Сад и огород | Лопата {b} / КЕТМЕНЬ {b} / Belkurak {b} / Грабли {b} | штык., сов. с черенком, садовая | -
fertilizer | Сад и огород | Грунт {b} {v} / Удобрение {b} {v} / Семена {b} {v} | Terra, Фаско, томат Розовый | 5л, 10л, 1кг
`;
