/** Cleaning, the kitchen, the desk, clothes, phones, tools; the lines are those of `FOOD`. */
export const HOME = `
стиральный порошок, порошок, порошок стиральный | kir kukuni, kir yuvish kukuni, kir yuvish poroshogi, poroshok | washing powder, laundry detergent, laundry powder, detergent
гель для стирки, капсулы для стирки | kir yuvish geli | laundry gel, washing gel, laundry capsules
кондиционер для белья, ополаскиватель для белья | kir konditsioneri | fabric softener
пятновыводитель | dogʻ ketkazgich | stain remover
средство для посуды, средство для мытья посуды, моющее для посуды | idish yuvish vositasi, idish yuvgich | dish soap, dishwashing liquid, dish liquid
таблетки для посудомойки | idish yuvish tabletkasi | dishwasher tablets
отбеливатель, белизна, хлорка | oqartirgich, belizna, xlorka | bleach
средство для унитаза, средство для туалета, гель для туалета | unitaz vositasi, hojatxona vositasi | toilet cleaner
чистящее средство, средство чистящее | tozalash vositasi | cleaner, cleaning
моющее средство | yuvish vositasi | detergent
средство для стекол | oyna tozalagich, oyna vositasi | glass cleaner, window cleaner
средство для труб, крот | quvur tozalagich | drain cleaner
средство для пола | pol yuvish vositasi | floor cleaner
освежитель, освежитель воздуха | havo tozalagich, havo xushboʻylagich | air freshener
дихлофос, средство от тараканов, средство от комаров | hasharotlarga qarshi, dixlofos | insecticide, bug spray, repellent
губка, губка для посуды | gubka, idish gubkasi | sponge, sponges
тряпка, салфетка для уборки | latta | rag, cloth
мешки для мусора, пакеты для мусора, мусорные мешки, мусорные пакеты | axlat paketi, axlat qopi | trash bags, garbage bags, bin bags
пакет, пакеты | paket, yelim xalta, selofan | bag, plastic bag, bags
фольга | folga | foil
пленка пищевая | plyonka | cling film, plastic wrap
бумага для выпечки, пергамент | pergament, pishirish qogʻozi | baking paper, parchment
перчатки | qoʻlqop | gloves
швабра | shvabra | mop
веник | supurgi | broom
совок | xokandoz | dustpan
ведро | chelak, paqir | bucket
таз | togʻora, tos | basin
щетка | choʻtka | brush
прищепки | qisqich, prishepka | clothespins
вешалка | ilgich, veshalka | hanger, hangers
веревка, шпагат | arqon, ip | rope, twine
спички | gugurt | matches
зажигалка | yondirgich, zajigalka | lighter
свеча, свечи | sham | candle, candles
туалетная бумага, бумага туалетная | hojatxona qogʻozi, tualet qogʻozi | toilet paper, toilet roll
бумажные полотенца, полотенца бумажные | qogʻoz sochiq | paper towels, kitchen roll
салфетки, салфетки бумажные | salfetka | napkins, tissues, paper napkins
платочки | dastroʻmol | handkerchiefs
ручка, ручка шариковая | ruchka | pen, ballpoint pen
карандаш, карандаши | qalam | pencil, pencils
карандаши цветные, цветные карандаши | rangli qalam | colored pencils, coloured pencils
тетрадь, тетрадка | daftar | notebook, exercise book
блокнот, ежедневник | bloknot | notepad, planner
бумага, бумага а4, бумага офисная | qogʻoz, a4 qogʻoz | paper, a4 paper | бумажный
маркер, фломастеры | marker, flomaster | marker, felt pens, markers
клей | yelim, kley | glue
клей карандаш | yelim qalam | glue stick
скотч, лента клейкая | skotch, yopishqoq lenta | tape, adhesive tape, scotch tape
ластик, стерка | oʻchirgʻich | eraser, rubber
линейка | chizgʻich | ruler
точилка | qalam ochgich, tochilka | sharpener
альбом для рисования, альбом | albom, rasm albomi | sketchbook, drawing album
краски, краски акварельные, гуашь | boʻyoq, akvarel | paints, watercolors
пластилин | plastilin | plasticine, modeling clay
рюкзак, портфель, ранец | ryukzak, sumka, portfel | backpack, school bag
пенал | penal, qalamdon | pencil case
папка, файл | papka | folder, file
степлер | stepler | stapler
калькулятор | kalkulyator | calculator
книга | kitob | book
носки | paypoq, noski | socks, sock
колготки | kolgotka, kolgotki | tights, pantyhose
футболка | futbolka | t-shirt, tshirt, tee
майка | mayka | undershirt, tank top
рубашка | koʻylak | shirt
трусы | trusi, ichki kiyim | underwear, briefs, panties
тапочки, тапки, шлепанцы | shippak, tapochka, tapki | slippers, flip flops
обувь, кроссовки | oyoq kiyim, krossovka | shoes, sneakers
штаны, брюки | shim | pants, trousers
джинсы | jinsi, jins | jeans
куртка | kurtka | jacket
шапка, кепка | shapka, doʻppi, kepka | hat, cap
шарф | sharf, sharf roʻmol | scarf
ремень | kamar | belt
кошелек | hamyon | wallet, purse
полотенце | sochiq | towel, towels
постельное белье, кпб | choyshab, krovat toʻplami | bed linen, bedding, sheets
подушка | yostiq | pillow
одеяло | koʻrpa | blanket
ковер, коврик | gilam | carpet, rug, mat
зонт, зонтик | soyabon, zont | umbrella
часы | soat | watch, clock
кабель, шнур, провод, usb кабель | kabel, shnur, sim | cable, usb cable, cord, wire
зарядка, зарядное устройство, зарядник, сзу | zaryadlovchi, zaryadka, zaryad | charger, adapter
наушники | quloqchin, naushnik | headphones, earphones, earbuds
чехол | gʻilof, chexol | case, phone case, cover
защитное стекло, стекло защитное | himoya oynasi, oyna | screen protector, glass
повербанк, внешний аккумулятор, пауэрбанк | powerbank, tashqi batareya | power bank, powerbank
флешка, usb flash | fleshka | flash drive, usb stick, usb flash
карта памяти | xotira kartasi | memory card, sd card
держатель для телефона | telefon ushlagich | phone holder
мышь, мышка | sichqoncha | mouse
колонка | kolonka | speaker
телефон | telefon | phone
батарейки, батарейка, элемент питания | batareyka | batteries, battery
лампа, лампочка | lampochka, lampa | bulb, light bulb, lamp, led
удлинитель, сетевой фильтр | uzaytirgich, udlinitel | extension cord, power strip
розетка | rozetka | socket, outlet
выключатель | vklyuchatel, oʻchirgich | switch, light switch
фонарь, фонарик | fonar, qoʻl chirogʻi | flashlight, torch
цемент | sement | cement
шпатлевка, шпаклевка, штукатурка | shpatlyovka, shpaklyovka, suvoq | putty, plaster, filler
гипс, алебастр | gips | gypsum
краска, эмаль | boʻyoq, emal | paint
лак | lak | varnish
клей плиточный, клей для кафеля | kafel yelimi | tile glue, tile adhesive
плитка, кафель | kafel, plitka | tile, tiles
обои | gulqogʻoz | wallpaper
пена монтажная | montaj koʻpigi | mounting foam, construction foam
герметик, силикон | germetik, silikon | sealant, silicone
гвозди, гвоздь | mix | nails
саморезы, шурупы, винты | vint, shurup, samorez | screws, screw
дюбель | dyubel | dowel, wall plug
болт, гайка | bolt, gayka | bolt, nut
кисть, кисть малярная | choʻtka, moʻyqalam | paint brush, paintbrush
валик | valik | roller, paint roller
молоток | bolgʻa | hammer
отвертка | otvertka, burama | screwdriver
плоскогубцы, пассатижи | ombur | pliers
рулетка | ruletka, metr | tape measure
пила, ножовка | arra | saw
топор | bolta | axe
дрель, перфоратор | drel | drill
сверло | parma | drill bit
ключ гаечный | kalit | wrench, spanner
суперклей | super yelim, superkley | super glue, superglue
изолента | izolenta | insulating tape, electrical tape
замок | qulf | lock, padlock
петля | oshiq-moshiq | hinge
смеситель, кран | jumrak, kran, smesitel | faucet, tap
труба | quvur, truba | pipe
шланг | shlang | hose
лопата | belkurak | shovel, spade
кетмень, тяпка | ketmon | hoe
грабли | xaskash | rake
грунт, земля | tuproq | soil
удобрение | oʻgʻit | fertilizer
семена | urugʻ | plant seeds
перчатки резиновые | rezina qoʻlqop | rubber gloves
сковорода, сковородка | tova, skovorodka | frying pan, pan, skillet
кастрюля | kastryul, kastryulka | pot, saucepan
казан | qozon | kazan, cauldron
крышка | qopqoq | lid
чайник | choynak | teapot, kettle
тарелка | tarelka, likopcha | plate, plates
ляган, блюдо | lagan | dish, platter
пиала | piyola | bowl, tea bowl
миска, коса | kosa | bowl
кружка, чашка | krujka, finjon, chashka | mug, cup
стакан | stakan | glass, tumbler
ложка | qoshiq | spoon
вилка | vilka, sanchqi | fork
нож | pichoq | knife
доска разделочная | taxta | cutting board
терка | qirgʻich | grater
открывалка, штопор | ochqich | opener
термос | termos | thermos, flask
контейнер | konteyner | container
одноразовая посуда, одноразовые тарелки | bir martalik idish | disposable tableware
мангал, шампур | mangal, six | grill, skewer
уголь | koʻmir | charcoal, coal
бытовая химия, химия | maishiy kimyo | household chemicals | порошок, отбеливатель, освежитель
канцтовары, канцелярия | kanselyariya, kantselyariya | stationery, office supplies | ручка, тетрадь, карандаш, маркер, ластик
посуда | idish, idish tovoq | dishes, tableware, kitchenware | тарелка, кружка, пиала, кастрюля, сковорода, ложка
одежда | kiyim | clothes, clothing | футболка, носки, джинсы, трусы, майка
инструменты, инструмент | asbob, asboblar | tools | молоток, отвертка, плоскогубцы, пила
косметика | kosmetika | cosmetics, makeup | помада, тушь, крем, пудра
стройматериалы | qurilish mollari | building materials | цемент, шпатлевка, краска, гипс
`;
