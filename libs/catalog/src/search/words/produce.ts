/** Vegetables, fruit, sweets, drinks; the lines are those of `FOOD`. */
export const PRODUCE = `
овощи | sabzavot | vegetables | овощной
фрукты | meva | fruit, fruits | фруктовый
картофель, картошка | kartoshka | potato, potatoes | картофельный
лук, лук репчатый | piyoz | onion, onions | луковый
зеленый лук | koʻk piyoz | green onion, spring onion
морковь, морковка | sabzi | carrot, carrots | морковный
помидор, помидоры, томаты | pomidor | tomato, tomatoes | томатный
огурец, огурцы | bodring | cucumber, cucumbers
капуста | karam | cabbage
капуста цветная | gulkaram | cauliflower
чеснок | sarimsoq, sarimsoqpiyoz | garlic
перец болгарский, перец сладкий | bulgʻor qalampiri, bulgʻori | bell pepper, sweet pepper
баклажан, баклажаны | baqlajon | eggplant, aubergine
кабачок | kabachki, qovoqcha | zucchini, squash
тыква | qovoq, oshqovoq | pumpkin
свекла | lavlagi | beet, beetroot
редис, редька | rediska, turp | radish
зелень, укроп, петрушка, кинза | koʻkat, shivit, kashnich, ukrop | herbs, greens, dill, parsley, cilantro
укроп | shivit, ukrop | dill
петрушка | petrushka | parsley
кинза | kashnich | cilantro
салат | salat | lettuce, salad
шпинат | ismaloq | spinach
мята | yalpiz | mint | мятный
грибы, шампиньоны | qoʻziqorin | mushrooms, mushroom | грибной
яблоко, яблоки | olma | apple, apples | яблочный
банан, бананы | banan | banana, bananas | банановый
лимон | limon | lemon, lemons | лимонный
апельсин | apelsin | orange, oranges | апельсиновый
мандарин | mandarin | mandarin, tangerine, mandarins
грейпфрут | greypfrut | grapefruit
виноград | uzum | grapes, grape | виноградный
гранат | anor | pomegranate | гранатовый
арбуз | tarvuz | watermelon
дыня | qovun | melon
груша | nok | pear, pears | грушевый
персик | shaftoli | peach, peaches | персиковый
нектарин | luchchak shaftoli | nectarine
абрикос, урюк | oʻrik | apricot, apricots | абрикосовый
слива | olxoʻri | plum, plums
вишня | olcha | cherry, sour cherry | вишневый
черешня | gilos | sweet cherry, cherries
клубника | qulupnay | strawberry, strawberries | клубничный
малина | malina | raspberry | малиновый
смородина | qoragʻat | currant
черника | chernika | blueberry
ягоды | rezavor | berries
хурма | xurmo | persimmon
айва | behi | quince
инжир | anjir | fig, figs
киви | kivi | kiwi
ананас | ananas | pineapple
манго | mango | mango
авокадо | avokado | avocado
кокос | kokos | coconut | кокосовый
шоколад, шоколадка, плитка шоколада | shokolad | chocolate | шоколадный
батончик, шоколадный батончик | batonchik | bar, chocolate bar, candy bar
конфета, конфеты | konfet, qand-qurs | candy, candies, sweets
карамель, леденцы, чупа чупс | karamel, obakidandon | caramel, lollipop, hard candy
ирис, ириски | iriska | toffee
жвачка, жевательная резинка, резинка жевательная | saqich, jvachka | chewing gum, gum
печенье | pechenye, pecheniy | cookies, cookie, biscuits, biscuit
вафли, вафля | vafli | wafers, waffles, wafer
пряник, пряники | pryanik | gingerbread
торт, пирожное | tort, pirojniy | cake
кекс, маффин | keks | cupcake, muffin
рулет | rulet | swiss roll
круассан | kruassan | croissant
зефир, маршмеллоу | zefir | marshmallow
мармелад | marmelad | marmalade, jelly, gummy
халва | xalva, holva | halva
нават, новвот | navvot | rock sugar
пахлава | paxlava | baklava
чак-чак | chak-chak | chak-chak
мед | asal | honey | медовый
варенье, джем, повидло | murabbo, jem | jam, preserves, confiture
шоколадная паста, паста шоколадная | shokolad pastasi | chocolate spread, nut spread
сухой завтрак, хлопья кукурузные, мюсли, гранола | quruq nonushta | cereal, cornflakes, muesli, granola
чай | choy | tea | чайный
чай черный | qora choy | black tea
чай зеленый | koʻk choy | green tea
чай холодный, айс ти | muzli choy, sovuq choy | ice tea, iced tea
чай в пакетиках | paketli choy | tea bags
кофе | qahva, kofe | coffee | кофейный
кофе растворимый | eruvchan qahva | instant coffee
кофе молотый | maydalangan qahva | ground coffee
кофе зерновой, кофе в зернах | donador qahva | coffee beans
цикорий | sachratqi | chicory
вода, водичка, вода питьевая | suv, ichimlik suvi | water, drinking water
минералка, вода минеральная, минеральная вода | mineral suv, minvoda | mineral water, sparkling water | вода газированная
кола | kola | cola, coke
газировка, газированный напиток, напиток газированный | gazli ichimlik, gazirovka | soda, soft drink, fizzy drink
лимонад | limonad | lemonade
напиток | ichimlik | drink, beverage
квас | kvas | kvass
энергетик, напиток энергетический | energetik | energy drink, energy
сок | sharbat, sok | juice | нектар
нектар | nektar, sharbat | nectar
компот | kompot | compote
морс, кисель | mors | fruit drink
пиво | pivo | beer
вино | vino, sharob | wine
водка | aroq | vodka
коньяк | konyak | cognac, brandy
шампанское | shampan | champagne
лед | muz | ice
сигареты | sigaret, sigareta | cigarettes
сладости, сладкое, вкусняшки | shirinlik, shirinliklar | sweets | конфета, шоколад, печенье, халва, вафли, мармелад, зефир, торт, батончик
напитки | ichimliklar | drinks, beverages | вода, сок, кола, лимонад, квас, нектар, чай холодный
молочные продукты, молочка | sut mahsulotlari | dairy | молоко, кефир, творог, сметана, йогурт, сыр
крупы | don mahsulotlari, yormalar | groats | рис, гречка, булгур, манка, пшено
снеки, закуски | gazak | snacks | чипсы, сухарики, семечки, арахис
завтрак | nonushta | breakfast | хлопья, каша, мюсли
выпечка | pishiriq | pastry | булочка, круассан, кекс, пирожки
орехи и сухофрукты, сухофрукты | quruq mevalar | dried fruits | изюм, курага, чернослив
алкоголь | spirtli ichimlik | alcohol | пиво, вино, водка, коньяк
`;
