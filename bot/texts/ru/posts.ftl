# Кто человек в школе: пункт, который называет должность, предлагает этих людей первыми.

post-class_teacher = классные руководители
post-navigator = педагоги-навигаторы
post-deputy = заместители директора
post-psychologist = психологи
post-social = социальные педагоги
post-adviser = советники по воспитанию
post-crafts = учителя труда и технологии
post-librarian = библиотекари

post-button-deputy = Заместитель директора
post-button-psychologist = Психолог
post-button-social = Социальный педагог
post-button-adviser = Советник по воспитанию
post-button-crafts = Учитель труда, технологии
post-button-librarian = Библиотекарь
post-button-on = ✓ { $post }

person-button-posts = Должность
posts-ask = <b>{ $name }</b>
    Кто это в школе? Отметьте нажатием: пункты, в которых названа должность, предложат этого человека первым.
    Классные руководители известны по классам, педагоги — по роли.

assign-named = В пункте названы: { $posts }. Они первые в списке.
assign-named-nobody = В пункте названы: { $posts }. Пока не отмечено, кто это: «Люди», карточка, «Должность».

lexicon-post-class_teacher = классн руководител, кл руководител, классн наставник, классн воспитател, классрук
lexicon-post-navigator = педагог навигатор, навигатор
lexicon-post-deputy = заместител директор, заместител руководител, зам директор, замдиректор, завуч
lexicon-post-psychologist = психолог
lexicon-post-social = социальн педагог, соцпедагог, соц педагог
lexicon-post-adviser = советник
lexicon-post-crafts = учител труд, учител технологи, мастер производственн
lexicon-post-librarian = библиотекар
