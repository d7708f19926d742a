// The script language of mig. What keeps it free of separators and yet unambiguous, and how to add a statement:
// docs/grammar.md.
parser grammar MigParser;

options {
  tokenVocab = MigLexer;
}

// ---------------------------------------------------------------------------------------------------- script

script : migrationHeader? afterHeader? ( statement | SEMICOLON )* EOF ;

// repeatable: it is applied again whenever what it says changes
migrationHeader : MIGRATION newName STRING? ( EVERY CHANGE )? ;

afterHeader : AFTER migrationRef ( COMMA migrationRef )* ;

block : LEFT_BRACE ( statement | SEMICOLON )* RIGHT_BRACE ;

statement
  : addCheckStatement
  | addColumnStatement
  | addForeignKeyStatement
  | addIndexStatement
  | addPrimaryKeyStatement
  | addUniqueStatement
  | alterColumnStatement
  | assertStatement
  | batchesStatement
  | callStatement
  | combineStatement
  | copyStatement
  | createTableStatement
  | dedupeStatement
  | defineStatement
  | deleteStatement
  | dropColumnStatement
  | dropConstraintStatement
  | dropIndexStatement
  | dropTableStatement
  | expectStatement
  | extractStatement
  | fillStatement
  | foldStatement
  | forStatement
  | ifStatement
  | includeStatement
  | insertStatement
  | irreversibleStatement
  | letStatement
  | liftStatement
  | mapStatement
  | moveStatement
  | onStatement
  | paramStatement
  | phaseStatement
  | remapStatement
  | renameColumnStatement
  | renameConstraintStatement
  | renameIndexStatement
  | renameTableStatement
  | replacePrimaryKeyStatement
  | requireStatement
  | reverseStatement
  | saveStatement
  | splitStatement
  | sqlStatement
  | updateStatement
  | validateConstraintStatement
  ;

// ---------------------------------------------------------------------------------------------------- schema

addCheckStatement
  : ADD CHECK constraintName ( ON tableRef )? LEFT_PAREN expression RIGHT_PAREN notValidated?
  ;

addColumnStatement : ADD COLUMN newColumn typeRef columnOption* filledWith? ;

addForeignKeyStatement
  : ADD FOREIGN KEY ( constraintName? ( ON tableRef )? columnNames | columnRef )
    ARROW foreignTarget referentialAction* notValidated?
  ;

addIndexStatement
  : ADD UNIQUE? INDEX constraintName? ( ON tableRef )?
    LEFT_PAREN indexItem ( COMMA indexItem )* RIGHT_PAREN indexOption*
  ;

addPrimaryKeyStatement : ADD PRIMARY KEY constraintName? ( ON tableRef )? columnNames ;

addUniqueStatement : ADD UNIQUE constraintName? ( ON tableRef )? columnNames ;

alterColumnStatement : ALTER COLUMN columnRef ( COMMA columnRef )* columnChange+ lossClause? ;

createTableStatement : CREATE TABLE newTable LEFT_BRACE ( tableElement COMMA? )* RIGHT_BRACE ;

dropColumnStatement : DROP COLUMN columnRef ( COMMA columnRef )* lossClause? ;

dropConstraintStatement
  : DROP PRIMARY KEY ( ON tableRef )?
  | DROP ( UNIQUE | CHECK | FOREIGN KEY ) constraintRef
  ;

dropIndexStatement : DROP INDEX indexRef ;

dropTableStatement : DROP TABLE tableRef ( COMMA tableRef )* lossClause? ;

renameColumnStatement : RENAME COLUMN columnRef TO newName ;

renameConstraintStatement
  : RENAME PRIMARY KEY ( ON tableRef )? TO newName
  | RENAME ( UNIQUE | CHECK | FOREIGN KEY ) constraintRef TO newName
  ;

renameIndexStatement : RENAME INDEX indexRef TO newName ;

renameTableStatement : RENAME TABLE tableRef TO newName ;

replacePrimaryKeyStatement
  : REPLACE PRIMARY KEY ( ON tableRef )? WITH LEFT_PAREN newKeyPart ( COMMA newKeyPart )* RIGHT_PAREN REPOINT ALL
  ;

validateConstraintStatement : VALIDATE ( CHECK | FOREIGN KEY ) constraintRef ;

tableElement
  : lineName typeRef columnOption*                                                      # columnElement
  | COLUMNS OF tableRef columnNames?                                                    # columnsOfElement
  | PRIMARY KEY constraintName? columnNames                                             # primaryKeyElement
  | UNIQUE constraintName? columnNames                                                  # uniqueElement
  | CHECK constraintName LEFT_PAREN expression RIGHT_PAREN                              # checkElement
  | FOREIGN KEY ( constraintName? columnNames | columnRef )
    ARROW foreignTarget referentialAction*                                              # foreignKeyElement
  ;

// a bare name is a column that exists
newKeyPart
  : columnRef                                                                           # existingKeyPart
  | newName typeRef columnOption* filledWith?                                           # newKeyColumn
  ;

columnDefinition : newName typeRef columnOption* ;

columnOption
  : NOT NULL                                                                            # notNullOption
  | DEFAULT defaultValue                                                                # defaultOption
  | IDENTITY                                                                            # identityOption
  | PRIMARY KEY                                                                         # primaryKeyOption
  | UNIQUE                                                                              # uniqueOption
  | REFERENCES foreignTarget referentialAction*                                         # referencesOption
  | CHECK LEFT_PAREN expression RIGHT_PAREN                                             # checkOption
  | GENERATED AS LEFT_PAREN expression RIGHT_PAREN                                      # generatedOption
  ;

columnChange
  : TYPE typeRef ( USING expression )?                                                  # changeType
  | SET NOT NULL                                                                        # setNotNull
  | DROP NOT NULL                                                                       # dropNotNull
  | SET DEFAULT defaultValue                                                            # setDefault
  | DROP DEFAULT                                                                        # dropDefault
  ;

filledWith : FILLED WITH expression fromClause? ;

// users(id) · users.id · users, whose primary key is meant
foreignTarget : tableRef columnNames | columnRef ;

referentialAction : ON ( DELETE | UPDATE ) ( CASCADE | RESTRICT | NO ACTION | SET NULL | SET DEFAULT ) ;

notValidated : NOT VALIDATED ;

indexItem : expression ( OPS operatorClass )? ( ASC | DESC )? ;

indexOption
  : WHERE expression                                                                    # indexWhere
  | USING indexMethod                                                                   # indexUsing
  | INCLUDE columnNames                                                                 # indexInclude
  ;

defaultValue : defaultTerm ( DOUBLE_COLON typeRef )* ;

defaultTerm
  : literal                                                                             # literalDefault
  | sign number                                                                         # numberDefault
  | call                                                                                # callDefault
  | cast                                                                                # castDefault
  | valueRef                                                                            # nameDefault
  | LEFT_PAREN expression RIGHT_PAREN                                                   # expressionDefault
  ;

// ------------------------------------------------------------------------------------------------------ rows

combineStatement
  : COMBINE columnRef ( COMMA columnRef )+ WITH STRING INTO splitTarget
    missingClause? whereClause? rowClause*
  ;

copyStatement
  : COPY source? INTO tableRef LEFT_BRACE ( copyLine COMMA? )* RIGHT_BRACE onConflict? rowClause*
  ;

dedupeStatement
  : DEDUPE tableRef? BY expression ( COMMA expression )* keptRow whereClause? mergeBlock? repointClause* rowClause*
  ;

deleteStatement : DELETE ( subjectTable whereClause? | whereClause ) rowClause* ;

extractStatement
  : EXTRACT expression ( COMMA expression )* INTO tableRef columnNames
    AS LEFT_PAREN columnDefinition RIGHT_PAREN referentialAction* missingClause?
  ;

fillStatement : FILL assignment ( COMMA assignment )* fromClause? whereClause? rowClause* ;

foldStatement : FOLD columnRef INTO jsonPath missingClause? rowClause* ;

insertStatement
  : INSERT tableRef? columnNames VALUES insertRow ( COMMA insertRow )* rowClause*
  ;

liftStatement : LIFT jsonPath INTO splitTarget missingClause? rowClause* ;

mapStatement
  : MAP VALUES mapColumns ( INTO columnRef )? mapBlock rowClause*
  ;

moveStatement
  : MOVE source? INTO tableRef LEFT_BRACE ( copyLine COMMA? )* RIGHT_BRACE onConflict? rowClause*
  ;

remapStatement
  : REMAP remapColumns FROM sourceTable TO sourceTable matchingClause
    ( AS LEFT_PAREN columnDefinition ( COMMA columnDefinition )* RIGHT_PAREN )? missingClause? rowClause*
  ;

saveStatement
  : SAVE ( subjectTable columnNames? whereClause? | columnNames whereClause? | whereClause )
  ;

splitStatement
  : SPLIT columnRef ( AT ( FIRST | LAST | EVERY ) STRING | MATCHING STRING )
    INTO splitTarget ( COMMA splitTarget )* ( ELSE NULL )? missingClause? combiningBack? rowClause*
  ;

updateStatement
  : UPDATE tableRef? SET assignment ( COMMA assignment )* fromClause? whereClause? rowClause*
  ;

copyLine : lineTarget ( EQUAL expression )? ;

keptRow : KEEP ( FIRST | LAST ) BY orderItem ( COMMA orderItem )* | KEEP ANY ;

mergeBlock : MERGE LEFT_BRACE ( mergeLine COMMA? )+ RIGHT_BRACE ;

mergeLine : lineTarget EQUAL expression ;

// "all" alone is every reference, one reference always names its table
repointClause
  : REPOINT ALL                                                                         # repointAll
  | REPOINT ( tableRef columnNames | tableColumnRef ) keptOnConflict?                   # repointOne
  ;

keptOnConflict : ON CONFLICT columnNames KEEP ( FIRST | LAST ) ;

onConflict : ON CONFLICT columnNames? ( SKIP_ | UPDATE | FAIL ) ;

insertRow : LEFT_PAREN expression ( COMMA expression )* RIGHT_PAREN ;

assignment : columnRef EQUAL expression ;

fromClause : FROM source matchingClause missingClause? ;

// the first fits wherever both do: nothing but names in one pair of parentheses means columns of one name
matchingClause
  : MATCHING columnNames                                                                # matchingColumns
  | MATCHING expression                                                                 # matchingCondition
  ;

missingClause
  : MISSING ( REFUSE | KEEP | SKIP_ | DELETE | INSERT )                                 # missingVerb
  | MISSING assignment ( COMMA assignment )*                                            # missingValues
  ;

remapColumns : columnRef | LEFT_PAREN columnRef ( COMMA columnRef )* RIGHT_PAREN ;

combiningBack : COMBINING BACK ;

whereClause : WHERE expression ;

rowClause : lossClause | withoutTriggers ;

lossClause : SAVING | LOSING ;

withoutTriggers : WITHOUT TRIGGERS ;

jsonPath : columnRef ( jsonArrow jsonStep )+ ;

jsonArrow : ARROW | TEXT_ARROW ;

// a key of an object, or a place in an array
jsonStep : STRING | MINUS? INTEGER ;

// a bare name is a column that exists, parentheses make new ones
splitTarget
  : columnRef                                                                           # existingTarget
  | LEFT_PAREN columnDefinition ( COMMA columnDefinition )* RIGHT_PAREN                 # newTargets
  ;

mapColumns : columnRef | LEFT_PAREN columnRef ( COMMA columnRef )* RIGHT_PAREN ;

mapBlock : LEFT_BRACE ( mapLine COMMA? )* ( mapElse COMMA? )? RIGHT_BRACE ;

mapLine : mapPattern ( COMMA mapPattern )* ARROW mapResult ;

mapPattern
  : literal                                                                             # literalPattern
  | sign number                                                                         # numberPattern
  | ANY                                                                                 # anyPattern
  | BETWEEN mapBound AND mapBound                                                       # betweenPattern
  | ( LESS | LESS_EQUAL | GREATER | GREATER_EQUAL ) mapBound                            # comparedPattern
  | ( LIKE | ILIKE | MATCHING ) STRING                                                  # textPattern
  | LEFT_PAREN mapPattern ( COMMA mapPattern )* RIGHT_PAREN                             # tuplePattern
  ;

mapBound : literal | sign number ;

mapResult
  : literal                                                                             # literalResult
  | sign number                                                                         # numberResult
  | call                                                                                # callResult
  | cast                                                                                # castResult
  | caseExpression                                                                      # caseResult
  | parentheses                                                                         # expressionResult
  ;

// the first fits wherever two do: a column called keep is written "keep"
mapElse
  : ELSE KEEP                                                                           # elseKeep
  | ELSE FAIL                                                                           # elseFail
  | ELSE expression                                                                     # elseValue
  ;

// ----------------------------------------------------------------------------------------------------- scale

batchesStatement : IN ( BATCHES | BACKGROUND ) ( OF batchSize )? batchOption* block ;

// rows, or how long one transaction should take
batchSize : AUTO | duration | INTEGER ;

batchOption
  : PAUSE duration                                                                      # batchPause
  | PARALLEL INTEGER                                                                    # batchParallel
  | USING methodRef                                                                     # batchMethod
  | KEEP IN SYNC                                                                        # batchSync
  ;

duration : INTEGER unitName ;

// --------------------------------------------------------------------------------------------------- sources

source : sourceStart sourceParts? ;

sourceStart : sourceTable | walkTable ;

sourceTable : tableRef ( AS alias )? ;

walkTable : WALK ( UP | DOWN ) sourceTable BY walkKey FROM walkStart ;

walkKey : columnNames | columnRef ;

// more values than one are the parts of a key
walkStart
  : arithmetic
  | LEFT_PAREN expression ( COMMA expression )+ RIGHT_PAREN
  ;

sourceParts
  : joinClause+ eachClause* whereClause? groupClause? keepClause?
  | eachClause+ whereClause? groupClause? keepClause?
  | whereClause groupClause? keepClause?
  | groupClause keepClause?
  | keepClause
  ;

// the elements of a value of the row around, without a table of their own
elements : eachClause+ whereClause? groupClause? keepClause? ;

eachClause : EACH functionRef LEFT_PAREN expression RIGHT_PAREN AS alias ( MISSING SKIP_ )? ;

joinClause : LEFT? JOIN sourceTable matchingClause ( MISSING SKIP_ )? ;

groupClause : GROUP BY expression ( COMMA expression )* ;

keepClause : KEEP ( FIRST | LAST ) BY orderItem ( COMMA orderItem )* PER expression ( COMMA expression )* ;

orderItem : expression ( ASC | DESC )? ;

// ---------------------------------------------------------------------------------------------------- checks

assertStatement : ASSERT assertion ;

expectStatement : EXPECT assertion ;

requireStatement : REQUIRE ( requirement | assertion ) ;

assertion
  : COUNT UNCHANGED                                                                     # allCountsUnchanged
  | countTerm UNCHANGED                                                                 # countUnchanged
  | countSum comparisonOperator countSum                                                # countComparison
  | NO source                                                                           # noRows
  | EVERY source                                                                        # everyRow
  | UNIQUE tableRef? LEFT_PAREN expression ( COMMA expression )* RIGHT_PAREN whereClause?  # uniqueRows
  | REFERENCES ( tableRef? columnNames | columnRef ) ARROW foreignTarget                # referencesHold
  | aggregateName LEFT_PAREN expression RIGHT_PAREN UNCHANGED ( WITHIN number )?        # aggregateUnchanged
  | DIGEST tableRef? columnNames UNCHANGED                                              # digestUnchanged
  ;

requirement : NOT? EXISTS TABLE tableRef | NOT? EXISTS COLUMN columnRef ;

countSum : countOperand ( ( PLUS | MINUS ) countOperand )* ;

countOperand : countTerm | INTEGER ;

countTerm : COUNT ( tableRef | LEFT_PAREN source RIGHT_PAREN ) ;

// ---------------------------------------------------------------------------------------------------- script

callStatement : macroRef LEFT_PAREN ( macroArgument ( COMMA macroArgument )* )? RIGHT_PAREN ;

defineStatement
  : DEFINE macroName LEFT_PAREN ( macroParameter ( COMMA macroParameter )* )? RIGHT_PAREN ( block | EQUAL expression )
  ;

forStatement : FOR EACH loop ( WHERE expression )? block ;

ifStatement : IF expression block ( ELSE IF expression block )* ( ELSE block )? ;

includeStatement : INCLUDE STRING ;

irreversibleStatement : IRREVERSIBLE STRING ;

letStatement : LET newName EQUAL expression ;

onStatement : ON tableRef ( COMMA tableRef )* block ;

paramStatement : PARAM newName typeRef ( EQUAL expression )? ;

phaseStatement : ( EXPAND | CONTRACT ) block ;

reverseStatement : REVERSE block ;

sqlStatement
  : SQL ( POSTGRES | SQLITE ) DOLLAR_TEXT ( REVERSE DOLLAR_TEXT )? ( AFFECTS tableRef ( COMMA tableRef )* )?
  ;

loop
  : TABLE newName ( IN LEFT_PAREN tableRef ( COMMA tableRef )* RIGHT_PAREN )? ( LIKE STRING )?    # tableLoop
  | COLUMN newName ( IN columnNames | OF tableRef )? ( LIKE STRING )?                     # columnLoop
  | INDEX newName ( OF tableRef )? ( LIKE STRING )?                                       # indexLoop
  | CONSTRAINT newName ( OF tableRef )? ( LIKE STRING )?                                  # constraintLoop
  | ROW newName IN LEFT_PAREN rowItem ( COMMA rowItem )* FROM source
    ( ORDER BY orderItem ( COMMA orderItem )* )? RIGHT_PAREN                              # rowLoop
  | newName IN LEFT_PAREN expression ( COMMA expression )* RIGHT_PAREN                    # valueLoop
  ;

rowItem : expression ( AS newName )? ;

macroParameter : ( TABLE | COLUMN | TYPE | EXPRESSION | typeRef ) newName ;

// "type" before what is one, where several words make it
macroArgument : expression | TYPE typeRef ;

// ----------------------------------------------------------------------------------------------- expressions

expression
  : arithmetic                                                                          # valueExpression
  | expression comparisonOperator arithmetic                                            # comparison
  | expression IS NOT? NULL                                                             # isNull
  | expression IS NOT? ( TRUE | FALSE )                                                 # isTruth
  | expression IS NOT? ( POSTGRES | SQLITE )                                            # isDatabase
  | expression IS NOT? DISTINCT FROM arithmetic                                         # isDistinct
  | expression NOT? IN LEFT_PAREN expression ( COMMA expression )* RIGHT_PAREN          # inList
  | expression NOT? BETWEEN arithmetic AND arithmetic                                   # between
  | expression NOT? ( LIKE | ILIKE ) arithmetic                                         # like
  | NOT expression                                                                      # not
  | expression AND expression                                                           # and
  | expression OR expression                                                            # or
  ;

arithmetic
  : primary                                                                             # plain
  | arithmetic DOUBLE_COLON typeRef                                                     # typeCast
  | arithmetic ( ARROW | TEXT_ARROW ) primary                                           # jsonAccess
  | sign arithmetic                                                                     # signed
  | arithmetic ( STAR | SLASH | PERCENT ) arithmetic                                    # multiplication
  | arithmetic ( PLUS | MINUS ) arithmetic                                              # addition
  | arithmetic CONCAT arithmetic                                                        # concatenation
  ;

primary
  : literal                                                                             # literalPrimary
  | call                                                                                # callPrimary
  | COUNT LEFT_PAREN ( sourceTable sourceParts | walkTable sourceParts? | elements ) RIGHT_PAREN  # countOfSource
  | cast                                                                                # castPrimary
  | caseExpression                                                                      # casePrimary
  | EXISTS LEFT_PAREN ( source | elements ) RIGHT_PAREN                                 # existsPrimary
  | EXISTS ( TABLE tableRef | COLUMN columnRef | INDEX indexRef | CONSTRAINT constraintRef )  # existsInSchema
  | MAP expression mapBlock                                                             # mapPrimary
  | parentheses                                                                         # parenthesesPrimary
  | valueRef                                                                            # valuePrimary
  ;

// with a source: one value out of it, such as (max(price) from products where category = 'a')
parentheses : LEFT_PAREN expression ( FROM ( source | elements ) )? RIGHT_PAREN ;

call
  : functionRef LEFT_PAREN
    ( STAR | DISTINCT? expression ( COMMA expression )* ( ORDER BY orderItem ( COMMA orderItem )* )? )?
    RIGHT_PAREN
  ;

cast : CAST LEFT_PAREN expression AS typeRef RIGHT_PAREN ;

caseExpression : CASE expression? caseBranch+ ( ELSE expression )? END ;

caseBranch : WHEN expression THEN expression ;

comparisonOperator : EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL ;

sign : PLUS | MINUS ;

number : INTEGER | DECIMAL ;

literal
  : STRING                                                                              # textLiteral
  | number                                                                              # numberLiteral
  | ( TRUE | FALSE )                                                                    # truthLiteral
  | NULL                                                                                # nullLiteral
  | ( DATE | TIME | TIMESTAMP | INTERVAL ) STRING                                       # typedLiteral
  ;

// --------------------------------------------------------- references: one rule for each kind, tools read them

aggregateName : IDENTIFIER ;

alias : anyName ;

columnNames : LEFT_PAREN columnRef ( COMMA columnRef )* RIGHT_PAREN ;

// column, table.column or schema.table.column, where nothing but a column can stand
columnRef : anyName ( DOT anyName ( DOT anyName )? )? ;

constraintName : constraintWord ;

// a constraint by its name, or by its columns
constraintRef
  : constraintWord ( DOT anyName ( DOT anyName )? )?                                    # constraintByName
  | tableRef? columnNames                                                               # constraintByColumns
  ;

functionRef : exprName ;

indexMethod : anyName ;

indexRef : anyName ( DOT anyName )? ;

// the column that a line of a copy or merge block sets
lineTarget : exprName ;

macroName : macroWord ;

macroRef : macroWord ;

methodRef : anyName ;

migrationRef : anyName ;

newColumn : anyName ( DOT anyName ( DOT anyName )? )? ;

newName : anyName ;

newTable : anyName ( DOT anyName )? ;

operatorClass : anyName ;

// the table after delete and save, where a bare "where" begins the condition
subjectTable : subjectWord ( DOT anyName )? ;

// a column that cannot do without its table
tableColumnRef : anyName DOT anyName ( DOT anyName )? ;

tableRef : anyName ( DOT anyName )? ;

typeRef : typeName ( LEFT_BRACKET RIGHT_BRACKET )* ;

typeName
  : typeWord ( DOT typeWord )? typeArguments?                                           # plainType
  | BIT VARYING? typeArguments?                                                         # bitType
  | CHARACTER VARYING? typeArguments?                                                   # characterType
  | DATE                                                                                # dateType
  | DOUBLE PRECISION?                                                                   # doubleType
  | INTERVAL                                                                            # intervalType
  | ( TIME | TIMESTAMP ) typeArguments? ( ( WITH | WITHOUT ) TIME ZONE )?               # timeType
  ;

typeArguments : LEFT_PAREN INTEGER ( COMMA INTEGER )* RIGHT_PAREN ;

typeWord : IDENTIFIER | QUOTED_NAME ;

unitName : IDENTIFIER ;

// a column, a column of a table or an alias: what a name in an expression stands for is found by its scope
valueRef : exprName ( DOT anyName ( DOT anyName )? )? ;

// ------------------------------------------------------------------------------ names: which word is one where

// a statement may begin with it
macroWord : IDENTIFIER | QUOTED_NAME ;

// wherever nothing but a name can stand
anyName : IDENTIFIER | QUOTED_NAME | TEMPLATE_NAME | plainWord | lineWord | keyWord | expressionWord | WHERE ;

// where an expression, or a line of a copy block, begins
exprName : IDENTIFIER | QUOTED_NAME | TEMPLATE_NAME | plainWord | lineWord | keyWord ;

// where a line of a create-table block begins
lineName : IDENTIFIER | QUOTED_NAME | TEMPLATE_NAME | plainWord | keyWord | expressionWord | WHERE ;

// where a key, a check or an index is named
constraintWord : IDENTIFIER | QUOTED_NAME | TEMPLATE_NAME | plainWord | expressionWord | WHERE ;

subjectWord : IDENTIFIER | QUOTED_NAME | TEMPLATE_NAME | plainWord | lineWord | keyWord | expressionWord ;

plainWord
  : ACTION | ADD | AFFECTS | AFTER | ALL | ALTER | ANY | AS | ASC | ASSERT | AT | AUTO
  | BACK | BACKGROUND | BATCHES | BIT | BY
  | CASCADE | CHANGE | CHARACTER | COLUMN | COLUMNS | COMBINE | COMBINING | CONFLICT | CONSTRAINT
  | CONTRACT | COPY | COUNT | CREATE
  | DATE | DEDUPE | DEFINE | DELETE | DESC | DIGEST | DOUBLE | DOWN | DROP
  | EACH | EVERY | EXPAND | EXPECT | EXPRESSION | EXTRACT
  | FAIL | FILL | FILLED | FIRST | FOLD | FOR | FOREIGN | FROM
  | GENERATED | GROUP
  | IDENTITY | IF | INCLUDE | INSERT | INTERVAL | INTO | IRREVERSIBLE
  | JOIN
  | KEEP | KEY
  | LAST | LEFT | LET | LIFT | LOSING
  | MATCHING | MERGE | MIGRATION | MISSING | MOVE
  | NO
  | OF | OPS | ORDER
  | PARALLEL | PARAM | PAUSE | PER | POSTGRES | PRECISION | PRIMARY
  | REFUSE | REMAP | RENAME | REPLACE | REPOINT | REQUIRE | RESTRICT | REVERSE | ROW | ROWS
  | SAVE | SAVING | SET | SKIP_ | SPLIT | SQL | SQLITE | SYNC
  | TABLE | TIME | TIMESTAMP | TO | TRIGGERS | TYPE
  | UNCHANGED | UP | UPDATE | USING
  | VALIDATE | VALIDATED | VALUES | VARYING
  | WALK | WITH | WITHIN | WITHOUT
  | ZONE
  ;

// could be an option of the column above it
lineWord
  : CHECK | DEFAULT | REFERENCES | UNIQUE
  ;

// with lineWord: could be what follows a name that was left out
keyWord
  : INDEX | ON
  ;

// with WHERE: could go on with the expression before it, or begin one
expressionWord
  : AND | BETWEEN | CASE | CAST | DISTINCT | ELSE | END | EXISTS | FALSE | ILIKE | IN | IS | LIKE | MAP | NOT
  | NULL | OR | THEN | TRUE | WHEN
  ;
