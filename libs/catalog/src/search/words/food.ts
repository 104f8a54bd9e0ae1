/**
 * Names of food. A line is one thing: Russian | Uzbek | English | what also leads to it, but less surely. Uzbek stands in
 * Latin, since both alphabets are folded to one; several names have commas, and of a name of several words each must be said.
 */
export const FOOD = `
молоко, молочко | sut | milk | молочный
кефир | kefir | kefir
йогурт, ёгурт | yogurt | yogurt, yoghurt | йогуртовый
катык | qatiq | katyk
айран, тан | ayron | ayran
ряженка, снежок, бифидок | ryajenka | ryazhenka
сметана | smetana | sour cream | сметанный
сливки, каймак | qaymoq | cream | сливочный
творог | tvorog | cottage cheese, curd, quark | творожный
сырок, творожный сырок | sirok | curd bar
сузьма | suzma | suzma
масло сливочное, сливочное масло | sariyogʻ, saryogʻ | butter
сыр, брынза | pishloq, sir | cheese | сырный, моцарелла, гауда, пармезан, фета
сыр плавленый, плавленый сырок | eritilgan pishloq | processed cheese
сгущенка, сгущенное молоко | quyultirilgan sut | condensed milk
мороженое, пломбир, эскимо | muzqaymoq, marojni | ice cream, icecream | пломбир, эскимо, рожок
яйцо, яйца, яиц | tuxum | egg, eggs | яичный
хлеб, батон, буханка | non, buxanka | bread | хлебный
лепешка | obi non, tandir non, patir, lepyoshka | flatbread | патир
лаваш | lavash | lavash, pita
булка, булочка, сдоба | bulochka, bulka | bun, roll
сухари, сухарики, гренки | suxari, qotgan non | rusks, croutons, crackers | кириешки
крекер | kreker | cracker, crackers
баранки, сушки, бублики | baranka | bagels
колбаса | kolbasa | sausage, salami | колбасный, сервелат, салями, краковская, докторская
сосиски, сардельки | sosiska, sardelka | sausages, frankfurters, hot dog, wieners
ветчина | vetchina | ham
мясо | goʻsht | meat | мясной, говядина, баранина, фарш
говядина, телятина | mol goʻshti | beef, veal | говяжий
баранина | qoʻy goʻshti | lamb, mutton | бараний
конина, казы | ot goʻshti, qazi | horse meat
курица, куриное филе, цыпленок, окорочка | tovuq, tovuq goʻshti, joʻja | chicken | куриный, кур
индейка | kurka | turkey
утка | oʻrdak | duck
фарш | qiyma | minced meat, mince
печень | jigar | liver
рыба | baliq | fish | рыбный, скумбрия, сельдь, лосось, минтай, форель
сельдь, селедка | seld | herring
скумбрия | skumbriya | mackerel
лосось, семга, форель | losos | salmon, trout
тунец | tunes | tuna
шпроты, сардины, сайра, килька | shprot, baliq konserva | sprats, sardines, canned fish
икра | ikra | caviar
креветки | krevetka | shrimps, prawns
крабовые палочки | krab tayoqchalari | crab sticks
морская капуста, нори | dengiz karami | seaweed, nori
пельмени | chuchvara, pelmen | dumplings, pelmeni
манты | manti | manti, manty
самса | somsa | samsa
вареники | varenik | vareniki
тесто | xamir | dough
рис | guruch | rice | рисовый
гречка, греча, крупа гречневая | grechka, marjumak | buckwheat | гречневый
овсянка, хлопья овсяные, геркулес | suli, gerkules | oatmeal, oats, oat | овсяный
манка, крупа манная | manka, manniy | semolina | манный
булгур | bulgʻur | bulgur
перловка | perlovka, arpa | pearl barley, barley
пшено | tariq, soʻk | millet
кускус | kuskus | couscous
крупа | yorma | groats, cereal
маш | mosh | mung beans, mung
нут, горох нут | noʻxat | chickpeas
горох | goroh | peas, split peas | гороховый
чечевица | yasmiq | lentils
фасоль | loviya | beans, kidney beans
мука | un | flour | мучной
крахмал | kraxmal | starch
макароны, макаронные изделия, рожки, вермишель, перья | makaron, vermishel | pasta, macaroni, vermicelli, noodles | спагетти, рожки
спагетти | spagetti | spaghetti
лапша, лапша быстрого приготовления | lagʻmon, ugra, lapsha | noodles, instant noodles | роллтон, доширак, бигбон
пюре, пюре картофельное | pyure | puree, mashed potatoes
сахар, сахарный песок, рафинад | shakar, qand | sugar | сахарный
соль | tuz | salt
масло подсолнечное, масло растительное, подсолнечное масло | kungaboqar yogʻi, oʻsimlik yogʻi | sunflower oil, vegetable oil, cooking oil
масло | yogʻ | oil
масло хлопковое | paxta yogʻi | cottonseed oil, cotton oil
масло оливковое | zaytun yogʻi | olive oil
маргарин | margarin | margarine
майонез | mayonez | mayonnaise, mayo
кетчуп | ketchup | ketchup
томатная паста | tomat pastasi, tomat | tomato paste | томатный
соус | sous | sauce
соус соевый | soya sousi | soy sauce
горчица | xantal, gorchitsa | mustard
хрен | xren | horseradish
уксус | sirka | vinegar
аджика | adjika | adjika
перец черный, черный перец, перец горошком | murch, qora murch | black pepper, pepper
перец красный, перец острый, паприка | qizil qalampir, garmdori | chili, red pepper, paprika
зира, тмин | zira | cumin
приправа, специи, пряности | ziravor, ziravorlar | spices, seasoning
корица | dolchin | cinnamon
куркума | zarchava | turmeric
кориандр | kashnich urugʻi | coriander
имбирь | zanjabil | ginger
гвоздика | qalampirmunchoq | cloves
бульон, бульонный кубик | bulyon, kubik | bouillon, broth, stock cube
лавровый лист | dafna yaprogʻi | bay leaf
дрожжи | xamirturush, droji | yeast
сода, сода пищевая | soda, ichimlik sodasi | baking soda
разрыхлитель | razrixlitel | baking powder
ванилин, ванильный сахар | vanilin | vanilla, vanillin
желатин | jelatin | gelatin
какао | kakao | cocoa
горошек зеленый | koʻk noʻxat | green peas
кукуруза | makkajoʻxori | corn, sweetcorn | кукурузный
оливки, маслины | zaytun | olives
огурцы маринованные, огурцы консервированные, соленья | tuzlangan bodring | pickles, pickled cucumbers
консервы | konserva | canned food
тушенка, говядина тушеная | tushonka | stewed meat, canned meat
паштет | pashtet | pate
чипсы | chips | chips, crisps
попкорн | popkorn, bodroq | popcorn
семечки | semechka, pista | sunflower seeds, seeds
арахис | yeryongʻoq | peanuts, peanut
фисташки | xandon pista, pista | pistachios, pistachio
грецкий орех | yongʻoq | walnuts, walnut
миндаль | bodom | almonds, almond
фундук | funduk | hazelnuts
кешью | keshyu | cashew, cashews
орехи, орех | yongʻoq | nuts | ореховый
изюм, кишмиш | mayiz, kishmish | raisins
курага | turshak | dried apricots
чернослив | qora olxoʻri | prunes
финики | xurmo, xurmo qoqi | dates
курт | qurt | kurt
`;
