/** Names of brands that people spell as they hear them, where folding does not tell: `colgate` is not read as `колгейт` is. */
export const BRANDS = `
coca cola, coca-cola, cocacola, кока кола, кока-кола, кокакола, коланинг
pepsi, пепси, pepsi cola, пепси кола
sprite, спрайт
fanta, фанта
7up, 7 up, севен ап, сэвэн ап
mirinda, миринда
schweppes, швепс, швеппс
red bull, redbull, ред булл, редбулл
adrenaline, adrenaline rush, адреналин, адреналин раш
flash, флеш, флэш
gorilla, горилла
monster, монстр
lipton, липтон
fuse, fuse tea, фьюз, фьюз ти, фюз ти
nestea, нести
ahmad, ahmad tea, ахмад, ахмад ти, ахмат
greenfield, гринфилд
tess, тесс
akbar, акбар
nescafe, нескафе
nescafe gold, нескафе голд
jacobs, якобс, жакобс, джакобс
jacobs monarch, якобс монарх
maccoffee, маккофе, мак кофе, maccofe
lavazza, лавацца, лаваза
paulig, паулиг
nesquik, несквик
borjomi, боржоми
bonaqua, бонаква, bon aqua
hydrolife, гидролайф
nestle, нестле, несле
rich, рич
j7, джей 7, джей севен
bliss, блисс
dinay, динай
добрый, dobriy
activia, активиа, активия
campina, кампина
danone, данон
lactel, лактель
president, президент, prezident
hochland, хохланд
viola, виола
простоквашино, prostokvashino
snickers, сникерс
mars, марс
twix, твикс
bounty, баунти
kitkat, kit kat, киткат, кит кат
nuts, натс
milky way, милки вэй, милки вей
kinder, киндер
kinder bueno, киндер буэно
milka, милка
alpen gold, алпен голд, альпен гольд, альпен голд, альпенгольд
ritter sport, риттер спорт
raffaello, рафаэлло, раффаэлло
ferrero, ферреро, ferrero rocher
nutella, нутелла
oreo, орео
choco pie, чоко пай, чокопай
barni, барни
orbit, орбит
dirol, дирол
eclipse, эклипс
mentos, ментос
chupa chups, чупа чупс, чупачупс
tic tac, тик так
roshen, рошен
lays, lay's, лейс, лэйс, лейз
pringles, принглс, принглз
cheetos, читос
flint, флинт
estrella, эстрелла
heinz, хайнц, хейнц
calve, кальве
махеевъ, махеев, maheev
maggi, магги
knorr, кнорр
gallina blanca, галина бланка, галлина бланка
rollton, ролтон, роллтон
big bon, бигбон, биг бон
доширак, doshirak, дошик
barilla, барилла
makfa, макфа
bonduelle, бондюэль, бондуэль
borges, боргес
tide, тайд
ariel, ариэль, ариель
persil, персил
losk, лоск
lenor, ленор
vernel, вернель
vanish, ваниш
fairy, фейри, фэйри, фери
pril, прил
domestos, доместос
comet, комет
cif, сиф
mr proper, мистер пропер
mr muscle, мистер мускул
glade, глейд
air wick, эйр вик, айр вик
raid, рейд, райд
zewa, зева
papia, папия
paclan, паклан
head shoulders, head&shoulders, хэд энд шолдерс, хед энд шолдерс, хеденшолдерс, хэд шолдерс
pantene, пантин, пантен
sunsilk, сансилк
elseve, эльсев
clear, клиар, клир
shauma, шаума
garnier, гарньер, гарнье
loreal, l'oreal, лореаль
palette, палетт, палет
syoss, сьесс
schwarzkopf, шварцкопф
palmolive, палмолив, пальмолив
nivea, нивея, нивеа
dove, дав, дове
camay, камей, камэй
safeguard, сейфгард, сэйфгард
duru, дуру
colgate, колгейт, колгат, калгейт
blend-a-med, blendamed, бленд а мед, блендамед
sensodyne, сенсодин
splat, сплат
oral-b, oral b, орал би, орал б
listerine, листерин
rexona, рексона
old spice, олд спайс
axe, акс, экс
gillette, жиллетт, жиллет, джилет, жилет
venus, венус
always, олвейс, олвэйс
kotex, котекс
naturella, натурелла
bella, белла
durex, дюрекс
pampers, памперс
huggies, хаггис, хагис
molfix, молфикс
merries, меррис
nutrilon, нутрилон
nan, нан
similac, симилак
gerber, гербер
johnsons, johnson's, джонсонс, джонсон
avent, авент
whiskas, вискас
felix, феликс
kitekat, китикет, китекат
pedigree, педигри
chappi, чаппи
royal canin, роял канин
duracell, дюрасел, дюраселл, дурасел
energizer, энерджайзер
philips, филипс
samsung, самсунг
iphone, айфон
apple, эпл
airpods, эирподс, аирподс, аирпотс
xiaomi, ксиоми, сяоми, шаоми
redmi, редми
huawei, хуавей
jbl, джибиэль
baseus, басеус
hoco, хоко
sandisk, сандиск
kingston, кингстон
usb, юсб
type-c, type c, тайп си, тип си
lightning, лайтнинг
wifi, wi-fi, вайфай
knauf, кнауф
tikkurila, тиккурила
makita, макита
bosch, бош
tefal, тефаль
luminarc, люминарк
lego, лего
barbie, барби
hot wheels, хот вилс
scotch, скотч
`;
