package dev.mig.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final List<String> SAMPLES = Samples.all();
  private static final List<String> GAPS =
      List.of(
          " ",
          " ",
          " ",
          "\n",
          "\n\n",
          "\n\n\n",
          "  ",
          " /* c */ ",
          " -- c\n",
          "\n-- own\n",
          "\n/* a\n b */\n");

  private static String format(String text) {
    return Layout.format(Syntax.parse(new Source("x.mig", text))).orElseThrow();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (Token token : Syntax.tokens("x", text).getTokens()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        boolean keyword = Words.isKeyword(token.getType());
        words.add(keyword ? Words.keyword(token.getType()) : token.getText());
      }
    }
    return words;
  }

  private static List<String> comments(String text) {
    return Syntax.tokens("x", text).getTokens().stream()
        .filter(token -> token.getChannel() == MigLexer.COMMENTS)
        .map(token -> token.getText().strip())
        .toList();
  }

  private static void check(String text) {
    String once = format(text);
    assertThat(words(once)).as(text).isEqualTo(words(text));
    assertThat(comments(once)).as(text).isEqualTo(comments(text));
    assertThat(format(once)).as(text).isEqualTo(once);
  }

  @Test
  void theWordsStayAndTheSecondTimeChangesNothing() {
    SAMPLES.forEach(LayoutTest::check);
    check(String.join("\n", SAMPLES));
    check(String.join("\n\n\n", SAMPLES));
  }

  @Property(tries = 500)
  void whateverTheBlanksAndComments(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      for (String word : words(SAMPLES.get(random.nextInt(SAMPLES.size())))) {
        text.append(word.equals("<EOF>") ? "" : word).append(GAPS.get(random.nextInt(GAPS.size())));
      }
    }
    check(text.toString());
  }

  @Test
  void theLayoutOfTheHouse() {
    assertThat(
            format(
                """
                -- top


                MIGRATION user_status 'Bring'   -- the name
                after create_users
                on user {


                  map values status {
                    'enabled' -> 'active'   -- yes
                    -- own
                    'disabled','suspended' -> 'inactive',
                    null->lower( "X" )


                    else keep
                  }    -- any other
                  ALTER column Status set NOT null; add check ok (status in ('a','b'))
                  assert count unchanged

                  -- last
                }
                create table Orders { id bigint identity primary key, -- key
                  user_id   bigint not null references users (id)
                  total numeric(10,2) default - 1 check (total>=0 and a -> 'b'->>'c'=- -1)
                  primary key (id) }
                update tasks set category_id = n.id from category_new as n matching n.slug = tasks.slug where tasks.done is not true
                on x {}
                """))
        .isEqualTo(
            """
            -- top

            migration user_status 'Bring'  -- the name
            after create_users
            on user {
              map values status {
                'enabled'               -> 'active'  -- yes
                -- own
                'disabled', 'suspended' -> 'inactive',
                null                    -> lower("X")

                else keep
              }  -- any other
              alter column Status set not null;
              add check ok (status in ('a', 'b'))
              assert count unchanged

              -- last
            }
            create table Orders {
              id      bigint identity primary key,  -- key
              user_id bigint not null references users(id)
              total   numeric(10, 2) default -1 check (total >= 0 and a->'b'->>'c' = - -1)
              primary key (id)
            }
            update tasks
              set category_id = n.id
              from category_new as n
              matching n.slug = tasks.slug
              where tasks.done is not true
            on x { }
            """);
  }

  @Test
  void whatDoesNotFit() {
    assertThat(
            format(
                """
                if exists column users.name and exists column users.email and not exists column users.slug and dialect is postgres { fill users.name = 'x' }
                copy posts as p each json(p.tags) as t missing skip where trim(t.text) <> '' and p.published and not p.hidden into post_tags { post_id = p.id, tag = trim(t.text) }
                on users { map values status into state { 'cancelled by the customer', 'cancelled by the shop', 'cancelled by the system', 'returned' -> 'gone' /* four */ 'new' -> 'open' -- short
                 'a state with a name that is longer than most others' -> 'long' }
                update set status = case when total > 1000 and paid then 'big and paid' when total > 100 then 'medium' else 'small' end, note = coalesce(note, '') || ' changed' where status in ('aaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbb', 'cccccccccccccccccc', 'dddddddddddddddd') saving }
                sql postgres $$
                  select   1
                $$ affects users
                """))
        .isEqualTo(
            """
            if exists column users.name
              and exists column users.email
              and not exists column users.slug
              and dialect is postgres
            {
              fill users.name = 'x'
            }
            copy posts as p
              each json(p.tags) as t missing skip
              where trim(t.text) <> '' and p.published and not p.hidden
              into post_tags {
                post_id = p.id,
                tag     = trim(t.text)
              }
            on users {
              map values status into state {
                'cancelled by the customer',
                'cancelled by the shop',
                'cancelled by the system',
                'returned' -> 'gone' /* four */
                'new'      -> 'open'  -- short
                'a state with a name that is longer than most others' -> 'long'
              }
              update
                set status = case
                  when total > 1000 and paid then 'big and paid'
                  when total > 100 then 'medium'
                  else 'small'
                end,
                  note = coalesce(note, '') || ' changed'
                where status in (
                  'aaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbb', 'cccccccccccccccccc', 'dddddddddddddddd'
                )
                saving
            }
            sql postgres $$
              select   1
            $$ affects users
            """);
  }

  @Test
  void theClausesAroundAMergeBlock() {
    assertThat(
            format(
                """
                on a { dedupe by lower(b) keep first by c, id where d merge { n = sum(n) m = max(m)
                } repoint all saving }
                dedupe a by b keep any repoint all saving
                """))
        .isEqualTo(
            """
            on a {
              dedupe by lower(b)
                keep first by c, id
                where d
                merge {
                  n = sum(n)
                  m = max(m)
                }
                repoint all
                saving
            }
            dedupe a by b keep any repoint all saving
            """);
  }

  @Test
  void aBrokenScriptHasNoLayout() {
    assertThat(Layout.format(Syntax.parse(new Source("x.mig", "fil a = 1")))).isEmpty();
    assertThat(format("")).isEmpty();
    assertThat(format("\n-- only this  \n\n")).isEqualTo("-- only this\n");
  }

  @Test
  void theMeaningStays() {
    for (String sample : SAMPLES) {
      assertThat(Fingerprint.of(Syntax.parse(new Source("x", format(sample)))))
          .isEqualTo(Fingerprint.of(Syntax.parse(new Source("x", sample))));
    }
  }
}
