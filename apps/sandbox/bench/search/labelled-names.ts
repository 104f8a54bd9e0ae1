/** Things under the names that they have; the lines are those of `LABELLED`. */
export const NAMES = `
# ru
молоко | milk
кефир | kefir
сметана | sour-cream
творог | curd
сливочное масло | butter
сыр | cheese, processed-cheese
сгущёнка | condensed-milk
мороженое | ice-cream
хлеб | bread
лепёшка | lepeshka
колбаса | sausage
сосиски | frankfurters
курица | chicken
говядина | beef
рыба | fish
пельмени | pelmeni
рис | rice
гречка | buckwheat
мука | flour
сахар | sugar
соль | salt
подсолнечное масло | sunflower-oil
майонез | mayonnaise
кетчуп | ketchup
перец чёрный | pepper
чипсы | chips
картошка | potatoes
лук | onion
морковка | carrot
помидоры | tomato
яблоки | apple
шоколад | chocolate, bars, chocolate-paste
конфеты | candy
печенье | cookies
жвачка | gum
мёд | honey
чай | black-tea, green-tea, cold-tea
кофе | instant-coffee, ground-coffee, coffee-3in1
вода | water, mineral-water
сок | juice
подгузники | diapers
стиральный порошок | washing-powder
средство для мытья посуды | dish-liquid
шампунь | shampoo
зубная паста | toothpaste
прокладки | pads
мусорные пакеты | trash-bags
носки | socks
наушники | headphones
цемент | cement
сковородка | pan
ручка | pen
# uz
sut | milk
qatiq | qatiq
qaymoq | cream
sariyog' | butter
pishloq | cheese, processed-cheese
muzqaymoq | ice-cream
non | bread, lepeshka
tovuq go'shti | chicken
mol goʻshti | beef
baliq | fish
guruch | rice
mosh | mung-beans
noʻxat | chickpeas, green-peas
un | flour
shakar | sugar
tuz | salt
o'simlik yog'i | sunflower-oil, cotton-oil, olive-oil
makaron | pasta
piyoz | onion
sabzi | carrot
pomidor | tomato
bodring | cucumber
karam | cabbage
sarimsoq | garlic
olma | apple
uzum | grapes
anor | pomegranate
tarvuz | watermelon
shokolad | chocolate
pechenye | cookies
asal | honey
murabbo | jam
qora choy | black-tea
ko'k choy | green-tea
qahva | instant-coffee, ground-coffee, coffee-3in1
sharbat | juice, nectar
kir kukuni | washing-powder
idish yuvish vositasi | dish-liquid
hojatxona qog'ozi | toilet-paper
salfetka | napkins, wet-wipes
shampun | shampoo
taglik | diapers
tish cho'tkasi | toothbrush
paypoq | socks
sochiq | towel, paper-towels
zaryadlovchi | charger, powerbank
quloqchin | headphones
bo'yoq | paint, hair-dye, album
gugurt | matches
qozon | pot
# uzc
сут | milk
қаймоқ | cream
пишлоқ | cheese, processed-cheese
музқаймоқ | ice-cream
нон | bread, lepeshka
товуқ гўшти | chicken
мол гўшти | beef
қўй гўшти | lamb
балиқ | fish
мош | mung-beans
нўхат | chickpeas, green-peas
ун | flour
шакар | sugar
туз | salt
пахта ёғи | cotton-oil
сабзи | carrot
бодринг | cucumber
карам | cabbage
саримсоқ | garlic
олма | apple
узум | grapes
анор | pomegranate
тарвуз | watermelon
қовун | melon
шафтоли | peach
шоколад | chocolate
асал | honey
мураббо | jam
қора чой | black-tea
қаҳва | instant-coffee, ground-coffee, coffee-3in1
шарбат | juice, nectar
кир ювиш кукуни | washing-powder
идиш ювиш воситаси | dish-liquid
ҳожатхона қоғози | toilet-paper
тиш чўткаси | toothbrush
пайпоқ | socks
сочиқ | towel, paper-towels
қалам | pencil
дафтар | notebook
ўйинчоқ | toys
бўёқ | paint, hair-dye, album
гугурт | matches
қурт | qurt
туршак | dried-apricots
# en
milk | milk
butter | butter
cheese | cheese, processed-cheese
sour cream | sour-cream
yogurt | yogurt
ice cream | ice-cream
bread | bread, lepeshka
sausage | sausage, frankfurters
beef | beef
fish | fish
rice | rice
buckwheat | buckwheat
flour | flour
sugar | sugar
salt | salt
sunflower oil | sunflower-oil
olive oil | olive-oil
mayonnaise | mayonnaise
ketchup | ketchup
noodles | noodles
pasta | pasta, spaghetti, tomato-paste, toothpaste, chocolate-paste
chips | chips
potato | potatoes
onion | onion
carrots | carrot
tomatoes | tomato
apple | apple
banana | banana
chocolate | chocolate, chocolate-paste, bars
cookies | cookies
honey | honey
black tea | black-tea
green tea | green-tea
coffee | instant-coffee, ground-coffee, coffee-3in1
water | water, mineral-water
juice | juice
beer | beer
diapers | diapers
washing powder | washing-powder
shampoo | shampoo
toothpaste | toothpaste
toilet paper | toilet-paper
wet wipes | wet-wipes
trash bags | trash-bags
batteries | batteries
phone case | phone-case
charger | charger
socks | socks
pen | pen
cement | cement
# translit
moloko | milk
hleb | bread
xleb | bread
khleb | bread
syr | cheese, processed-cheese
tvorog | curd
slivochnoe maslo | butter
sgushenka | condensed-milk
morozhenoe | ice-cream
morojenoe | ice-cream
kuritsa | chicken
govyadina | beef
pelmeni | pelmeni
grechka | buckwheat
muka | flour
sahar | sugar
sakhar | sugar
sol | salt
mayonez | mayonnaise
chipsy | chips
luk | onion
morkov | carrot
pomidory | tomato
ogurcy | cucumber, pickles
yabloki | apple
shokolad | chocolate
konfety | candy
zhvachka | gum
jvachka | gum
chai | black-tea, green-tea, cold-tea
kofe | instant-coffee, ground-coffee, coffee-3in1
voda | water, mineral-water
sok | juice
koka kola | cola | кола|cola
poroshok | washing-powder
mylo | soap, liquid-soap, laundry-soap, baby-soap
tualetnaya bumaga | toilet-paper
salfetki | napkins, wet-wipes
noski | socks
naushniki | headphones
zaryadka | charger
pryaniki | gingerbread
кока кола | cola | кола|cola
пампрес хаггис | diapers
нескафе | instant-coffee, coffee-3in1 | nescafe|нескафе
сникерс | bars | snickers
колгейт | toothpaste, toothbrush, mouthwash | colgate
хэд энд шолдерс | shampoo | head
`;
