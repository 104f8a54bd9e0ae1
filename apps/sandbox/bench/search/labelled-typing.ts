/** Names as they are typed in a hurry; the lines are those of `LABELLED`. */
export const TYPING = `
# typo
молако | milk
молко | milk
млоко | milk
кефр | kefir
смитана | sour-cream
сметна | sour-cream
калбаса | sausage
колбоса | sausage
сосисик | frankfurters
пельмны | pelmeni
пильмени | pelmeni
гречька | buckwheat
макраоны | pasta
сахор | sugar
саль | salt
маянез | mayonnaise
кечуп | ketchup
катошка | potatoes
марковь | carrot
памидоры | tomato
яблаки | apple
шакалад | chocolate
шоколат | chocolate
канфеты | candy
пиченье | cookies
вада | water, mineral-water
минералка | mineral-water
памперсы хагис | diapers | huggies
парашок | washing-powder
шампунъ | shampoo
зубная пста | toothpaste
туолетная бумага | toilet-paper
салфетки влажныи | wet-wipes
наушнки | headphones
батарйеки | batteries
цимент | cement
muzqymoq | ice-cream
gurch | rice
shkar | sugar
pishlok | cheese, processed-cheese
makaroon | pasta
choclate | chocolate, chocolate-paste, bars
tootpaste | toothpaste
shampo | shampoo
yougurt | yogurt
snikers | bars | snickers
neskafe | instant-coffee, coffee-3in1 | nescafe
# layout
vjkjrj | milk
cen | milk
[kt, | bread
rtabh | kefir
cvtnfyf | sour-cream
ndjhju | curd
ljrnjhcrfz rjk,fcf | sausage | доктор
cjcbcrb | frankfurters
rehbwf | chicken
gtkmvtyb | pelmeni
hbc | rice
uhtxrf | buckwheat
vfrfhjys | pasta
cf[fh | sugar
vfckj gjlcjkytxyjt | sunflower-oil
vfqjytp | mayonnaise
rtnxeg | ketchup
xbgcs | chips
rfhnjatkm | potatoes
gjvbljhs | tomato
j,ehws juehws | cucumber, pickles
z,kjrb | apple
ijrjkfl | chocolate
rjyatns | candy
gtxtymt | cookies
xfq | black-tea, green-tea, cold-tea
rjat | instant-coffee, ground-coffee, coffee-3in1
djlf | water, mineral-water
cjr z,kjxysq | juice | ябло
gfvgthc | diapers
gjhjijr | washing-powder
ntnhflm | notebook
yjcrb | socks
pfhzlrf | charger
зфьзукы | diapers
сщсф сщдф | cola | кола|cola
фкшуд | washing-powder | ariel
туысфау | instant-coffee, coffee-3in1 | nescafe
ырфьзгт | shampoo
цфеук | water, mineral-water
сщаауу | instant-coffee, ground-coffee, coffee-3in1
кучщтф | deodorant | rexona
# endings
молоком | milk
молока | milk
кефира | kefir
сметаны | sour-cream
колбасу | sausage
колбасой | sausage
хлебом | bread
хлеба | bread
рыбу | fish
курицей | chicken
рисом | rice
гречки | buckwheat
муки | flour
сахара | sugar
соли | salt
картошкой | potatoes
луком | onion
помидоров | tomato
яблок | apple
бананов | banana
шоколадки | chocolate, bars
конфет | candy
печеньем | cookies
чаю | black-tea, green-tea, cold-tea
воды | water, mineral-water
соком | juice
подгузников | diapers
порошка | washing-powder
шампунем | shampoo
салфеток | napkins, wet-wipes
носков | socks
наушников | headphones
тетради | notebook
ручки | pen
sutni | milk
sutlar | milk
sutdan | milk
nonlar | bread, lepeshka
nonni | bread, lepeshka
guruchdan | rice
shakarni | sugar
olmalar | apple
choyga | black-tea, green-tea, cold-tea
tuxumni | eggs
baliqni | fish
asalni | honey
piyozlar | onion
pishloqni | cheese, processed-cheese
сутни | milk
гуручни | rice
tomatoes | tomato
eggs | eggs
# partial
мол | milk
моло | milk
кеф | kefir
смет | sour-cream
творо | curd
колба | sausage
сосис | frankfurters
гречк | buckwheat
макар | pasta
саха | sugar
майон | mayonnaise
кетч | ketchup
чипс | chips
карто | potatoes
помид | tomato
ябло | apple
шокол | chocolate, bars, chocolate-paste
конф | candy
печен | cookies
вод | water, mineral-water
подгу | diapers
стир | washing-powder
зуб | toothpaste, toothbrush
туал | toilet-paper, toilet-cleaner
салф | napkins, wet-wipes
наушн | headphones
тетр | notebook
guru | rice
muzqay | ice-cream
pishl | cheese, processed-cheese
shak | sugar
choy | black-tea, green-tea, cold-tea, teapot
sovu | soap, liquid-soap, laundry-soap
dafta | notebook
coca | cola | кола|cola
peps | cola | пепси|pepsi
nesc | instant-coffee, coffee-3in1 | nescafe
snick | bars | snickers
pamp | diapers, wet-wipes
стир пор | washing-powder
зуб щет | toothbrush
масло под | sunflower-oil
чай зел | green-tea
кур филе | chicken
# words
кола 1.5 | cola | (cola|кола).*1[.,]5
cola 1,5l | cola | (cola|кола).*1[.,]5
кола 0,5 л | cola | (cola|кола).*0[.,]5
coca cola zero 2л | cola | zero.*2
fanta 1л | soda | fanta.*1л
молоко 3,2 | milk | 3[.,]2
молоко 2,5% 1л | milk | 2[.,]5% 1л
nestle молоко | milk | nestle
1л молоко musaffo | milk | musaffo.*1л
кефир lactel 1% | kefir | lactel.*1%
масло президент 82 | butter | president.*82
голландский сыр | cheese | голландский
сыр гауда 250г | cheese | гауда.*250
мороженое пломбир | ice-cream | пломбир
докторская колбаса | sausage | доктор
рис лазер 5кг | rice | лазер.*5
makfa макароны перья | pasta | makfa.*перья
мука 5кг | flour | 5кг
сахар 1 кг | sugar | 1кг
масло олейна 1 литр | sunflower-oil | олейна.*1л
extra virgin оливковое | olive-oil | extra
heinz кетчуп острый | ketchup | heinz.*остр
майонез махеев | mayonnaise | махеев
чипсы lays краб | chips | lays.*краб
lays сыр | chips | lays.*сыр
алпен голд молочный | chocolate | alpen.*молочн
шоколад милка | chocolate | milka
орео печенье | cookies | oreo
орбит мята | gum | orbit.*мята
ахмад чай 100 пакетиков | black-tea | ahmad.*100пак
липтон зелёный | green-tea | lipton
нескафе голд 190 | instant-coffee | gold.*190
якобс монарх 95г | instant-coffee | jacobs.*95
вода 5л | water | 5л
вода 1.5 литра | water | 1[.,]5
боржоми | mineral-water | borjomi
ред булл | energy | red bull
сок добрый яблоко | juice | добрый.*яблоко
rich apelsin | juice | rich.*апельсин
pampers 4 | diapers | pampers.*№4
подгузники huggies 3 | diapers | huggies.*№3
вискас курица | cat-food | whiskas.*кур
тайд автомат 3 кг | washing-powder | tide.*3кг
порошок ариель | washing-powder | ariel
fairy 900 мл | dish-liquid | fairy.*900
доместос | toilet-cleaner, bleach | domestos
шампунь пантин 400 | shampoo | pantene.*400
дав мыло | soap | dove
паста колгейт 100 мл | toothpaste | colgate.*100
жиллетт станок | razor | gillette
туалетная бумага zewa 8 | toilet-paper | zewa.*8
a4 бумага | paper-a4
карандаши цветные 24 | pencil | цв.*24
кабель type c | usb-cable | type
чехол редми | phone-case | redmi
батарейки ааа | batteries | aaa
лампа e27 | bulb | e27
цемент м400 | cement | м400
краска белая | paint | белая
флешка 64 | usb-flash | 64
белые носки р 27 | socks | 27
бумага для выпечки | baking-paper
корм для собак pedigree | dog-food | pedigree
детское мыло | baby-soap
хозяйственное мыло 72 | laundry-soap | 72
`;
