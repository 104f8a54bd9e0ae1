/** Care of the body and of children, from the chemist's; the lines are those of `FOOD`. */
export const CARE = `
шампунь | shampun | shampoo
бальзам для волос, бальзам ополаскиватель, кондиционер для волос | soch balzami, balzam | hair conditioner, hair balm
маска для волос | soch niqobi | hair mask
краска для волос | soch boʻyogʻi | hair dye, hair color
лак для волос | soch laki | hairspray
гель для волос | soch geli | hair gel
гель для душа | dush geli, dush uchun gel | shower gel, body wash
мочалка | mochalka, yuvgich | bath sponge, washcloth
мыло | sovun | soap
мыло жидкое | suyuq sovun | liquid soap, hand wash
мыло хозяйственное | kir sovun, xoʻjalik sovuni | laundry soap
мыло детское | bolalar sovuni | baby soap
зубная паста, паста зубная | tish pastasi | toothpaste
зубная щетка, щетка зубная | tish choʻtkasi | toothbrush
зубная нить | tish ipi | dental floss
зубочистки | tish kovlagich | toothpicks
ополаскиватель для рта | ogʻiz chayqagich | mouthwash
дезодорант, антиперспирант | dezodorant | deodorant, antiperspirant
духи, парфюм, туалетная вода | atir, duxi, parfyum | perfume, fragrance, eau de toilette
станок, бритва, лезвия, станок для бритья | ustara, soqol olgich, britva | razor, blades, shaver
пена для бритья, гель для бритья | soqol koʻpigi | shaving foam, shaving gel
лосьон после бритья | soqoldan keyingi loson | aftershave
прокладки, прокладки гигиенические | prokladka, gigiyenik taglik | pads, sanitary pads
тампоны | tampon | tampons
ватные диски | paxta disk | cotton pads
ватные палочки | quloq tayoqcha, paxta tayoqcha | cotton buds, cotton swabs
вата | paxta | cotton wool, cotton
крем | krem | cream | кремовый
крем для рук | qoʻl kremi | hand cream
крем для лица | yuz kremi | face cream
крем от загара, солнцезащитный крем | quyoshdan krem | sunscreen
лосьон, молочко для тела | loson | lotion, body lotion
гигиеническая помада | lab balzami | lip balm
помада | lab boʻyogʻi, pomada | lipstick
тушь для ресниц, тушь | kiprik tushi, tush | mascara
тональный крем | tonal krem | foundation
пудра | pudra, upa | powder
лак для ногтей | tirnoq laki, lak | nail polish
жидкость для снятия лака | lak ketkazgich | nail polish remover
расческа | taroq | comb, hairbrush
резинка для волос | soch rezinka | hair tie
заколка | soch qisqich | hair clip
ножницы | qaychi | scissors
маникюрный набор, пилка, кусачки | manikyur, tirnoq olgich | nail clippers, manicure
антисептик, санитайзер | antiseptik | sanitizer, antiseptic
маска медицинская | niqob, tibbiy niqob | mask, face mask
пластырь | plastir, yopishqoq | plaster, band aid
бинт | bint | bandage
перекись | perekis | peroxide
зеленка, йод | yod, zelyonka | iodine
термометр, градусник | termometr, harorat oʻlchagich | thermometer
витамины, витамин | vitamin | vitamins, vitamin
таблетки, лекарство | dori, tabletka | pills, medicine
презервативы | prezervativ | condoms, condom
подгузники, памперсы, трусики подгузники | taglik, pampers, bolalar tagligi | diapers, nappies, diaper
пеленки | pelyonka, yoʻrgak | diaper pads, swaddle
смесь молочная, смесь детская, детская смесь | bolalar aralashmasi, sut aralashmasi | baby formula, infant formula, formula
пюре детское, детское пюре | bolalar pyuresi | baby puree, baby food
детское питание | bolalar ovqati | baby food
каша, каша детская | boʻtqa, kasha | porridge, baby cereal
салфетки влажные | nam salfetka, hoʻl salfetka | wet wipes, baby wipes, wipes
соска, пустышка | soska, emizgich | pacifier, dummy
бутылочка детская, бутылочка для кормления | shisha butilka, bolalar shishasi | baby bottle, feeding bottle
присыпка | prisipka | baby powder
детский крем | bolalar kremi | baby cream
коляска | aravacha | stroller
погремушка | shaqildoq | rattle
детский | bolalar, bola | baby, kids, children
игрушка, игрушки | oʻyinchoq | toy, toys
кукла | qoʻgʻirchoq | doll
машинка | mashina, mashinka | toy car, car
конструктор, лего | konstruktor | building blocks
мяч | toʻp, koptok | ball
воздушные шары, шарики, шары воздушные | shar, havo shari | balloons, balloon
пазл | pazl | puzzle
корм для кошек, кошачий корм | mushuk ozuqasi, mushuk ovqati | cat food
корм для собак, собачий корм | it ozuqasi, it ovqati | dog food
корм | ozuqa | pet food, feed
кошка, кот | mushuk | cat | кошачий
собака | it | dog | собачий
наполнитель, наполнитель для кошачьего туалета | mushuk qumi | cat litter, litter
`;
